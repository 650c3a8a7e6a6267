import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Nobody's machine: no credentials, no profile, no instance role to ask for one. */
function strangersEnvironment(home: string): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', CI: 'true' };
}

export interface CdkOptions {
  readonly home: string;
  /** A module that Node loads before the app. */
  readonly preload?: string;
}

/** The real CDK CLI, without credentials and, by way of a proxy that is not there, without a network. */
export async function cdk(args: readonly string[], { home, preload }: CdkOptions) {
  const nowhere = 'http://127.0.0.1:9';
  return execa('cdk', args, {
    cwd: root,
    preferLocal: true,
    reject: false,
    extendEnv: false,
    env: {
      ...strangersEnvironment(home),
      HTTP_PROXY: nowhere,
      HTTPS_PROXY: nowhere,
      ...(preload !== undefined && { NODE_OPTIONS: `--import ${preload}` }),
    },
  });
}

/** Templates and lists of assets of a synthesized app, by file name. */
export async function synthesized(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).filter((name) => /\.(?:template|assets)\.json$/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}
