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
  /** Instead of nowhere: variables that lead to an AWS, with credentials. */
  readonly aws?: Readonly<Record<string, string>>;
}

const nowhere = 'http://127.0.0.1:9';

/**
 * The real CDK CLI. Unless it is led to an AWS it has no credentials and, by way of a proxy that is not
 * there, no network.
 */
export async function cdk(args: readonly string[], { home, preload, aws }: CdkOptions) {
  return execa('cdk', args, {
    cwd: root,
    preferLocal: true,
    reject: false,
    extendEnv: false,
    all: true,
    env: {
      ...strangersEnvironment(home),
      ...(aws ?? { HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere }),
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
