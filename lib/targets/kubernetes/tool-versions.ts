import type { ToolVersions } from '../../suite/ports.ts';
import { readVersion, type ToolName, tools } from '../../suite/tools.ts';
import type { Commands } from './commands.ts';

/** What each measuring tool says of its version where it will run; a tool that is missing is left out. */
export async function readToolVersions(commands: Commands, signal: AbortSignal): Promise<ToolVersions> {
  const versions: Partial<Record<ToolName, string>> = {};
  // One after the other: two commands in one pod would not be told apart.
  for (const name of Object.keys(tools) as ToolName[]) {
    const output = await commands.run(
      { role: 'client', argv: tools[name].versionArgv, timeoutSeconds: 30, placement: 'same-core' },
      signal,
    );
    if (output.startError !== undefined || output.lost !== undefined) continue;
    const version = readVersion(name, output);
    if (version !== undefined) versions[name] = version;
    else if (output.exitCode === 0) versions[name] = 'unknown';
  }
  return versions;
}
