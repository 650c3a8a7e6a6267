import { access, constants } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { printed } from './tool-versions.ts';

/**
 * PATH with the folders that it often lacks: those of system tools, which ordinary users have not, and
 * where `go install` puts Fortio.
 */
export async function searchPath(env: NodeJS.ProcessEnv): Promise<string> {
  const given = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const system = [...given, '/usr/sbin', '/sbin'];
  const folders = [...system, ...(await goFolders({ ...env, PATH: system.join(delimiter) }))];
  return [...new Set(folders)].join(delimiter);
}

/** Where a program is, or undefined. */
export async function findExecutable(name: string, path: string): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const candidate = join(folder, name);
    if (await isExecutable(candidate)) return candidate;
  }
  return undefined;
}

async function goFolders(env: NodeJS.ProcessEnv): Promise<string[]> {
  if (await findExecutable('fortio', env.PATH ?? '')) return [];
  const [bin, path] = (
    await printed('go', ['env', 'GOBIN', 'GOPATH'], {
      ...env,
      PATH: `${env.PATH}${delimiter}/usr/local/go/bin`,
    })
  ).split('\n');
  const usual = join(env.HOME ?? homedir(), 'go');
  const folders = [bin, env.GOBIN, join(path || usual, 'bin'), join(env.GOPATH || usual, 'bin')];
  return folders.filter((folder): folder is string => folder !== undefined && folder !== '');
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
