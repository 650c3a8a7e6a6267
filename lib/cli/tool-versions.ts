import { execa } from 'execa';
import { type Tool, type ToolName, tools } from '../suite/tools.ts';

/**
 * What the tools print of their own version on this host.
 * @returns by tool; a missing or silent one is not in it
 */
export async function toolVersions(
  names: Iterable<ToolName>,
  env: NodeJS.ProcessEnv,
): Promise<Partial<Record<ToolName, string>>> {
  const found = await Promise.all(
    [...new Set(names)].sort().map(async (name) => [name, await versionOf(tools[name], env)] as const),
  );
  return Object.fromEntries(found.filter(([, version]) => version !== undefined));
}

async function versionOf({ versionArgv, versionPattern }: Tool, env: NodeJS.ProcessEnv) {
  const [file, ...args] = versionArgv;
  return versionPattern.exec(await printed(file, args, env))?.[1];
}

/** Stdout and stderr of a command that only tells about itself; empty when it cannot be started. */
export async function printed(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const result = await execa(file, args, {
    env,
    extendEnv: false,
    reject: false,
    stdin: 'ignore',
    timeout: 10_000,
  });
  // Some tools end with an error after printing their version, so the status says nothing.
  return `${result.stdout}\n${result.stderr}`;
}
