import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where `ip`, `iptables` and `unbound` are, which an ordinary user's PATH leaves out, and `go install`'s folder. */
const furtherFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin', join(homedir(), 'go/bin')];

/** PATH as every tool of the lab sees it: the user's own first. */
export function toolPath(): string {
  return [process.env.PATH ?? '/usr/bin:/bin', ...furtherFolders].join(':');
}

/** The environment of every process of the lab. The lock file moves into the scenario's own /run. */
export function toolEnvironment(): Record<string, string> {
  return { ...definedEnvironment(), PATH: toolPath(), XTABLES_LOCKFILE: '/run/xtables.lock', LC_ALL: 'C' };
}

/** The path of a program, or undefined when no folder of `toolPath` has it. */
export function findTool(name: string): string | undefined {
  const candidates = name.includes('/')
    ? [name]
    : toolPath()
        .split(':')
        .map((folder) => join(folder, name));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
