import type { ToolVersions } from '../../suite/ports.ts';
import { type Tool, type ToolName, tools } from '../../suite/tools.ts';
import { runProcess } from '../process-runner.ts';
import { findTool, toolEnvironment } from './tool-environment.ts';

/** What each measuring tool of this host says of its version; a tool that is missing is left out. */
export async function readToolVersions(signal: AbortSignal): Promise<ToolVersions> {
  const entries = await Promise.all(
    Object.entries(tools).map(
      async ([name, tool]) => [name as ToolName, await versionOf(tool, signal)] as const,
    ),
  );
  return Object.fromEntries(entries.filter(([, version]) => version !== undefined));
}

async function versionOf(tool: Tool, signal: AbortSignal): Promise<string | undefined> {
  if (!findTool(tool.versionArgv[0])) return undefined;
  const output = await runProcess(tool.versionArgv, { timeoutSeconds: 10, env: toolEnvironment() }, signal);
  return tool.versionPattern.exec(`${output.stdout}\n${output.stderr}`)?.[1] ?? 'unknown';
}
