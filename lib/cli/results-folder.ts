import { access, constants, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { InputError } from '../domain/input-error.ts';

/** Where runs are kept unless told otherwise, below the current folder. */
export const defaultResults = 'results';

/**
 * Where the runs are kept.
 * @throws InputError when no run could be written there; nothing is made
 */
export async function writableResults(cwd: string, folder: string): Promise<string> {
  const path = resolve(cwd, folder);
  const existing = await nearestExisting(path);
  const refuse = (reason: string) => new InputError(`--results: cannot write to "${folder}": ${reason}`);
  if (!(await stat(existing)).isDirectory()) throw refuse(`${existing} is not a folder`);
  await access(existing, constants.W_OK | constants.X_OK).catch(() => {
    throw refuse(`no permission in ${existing}`);
  });
  return path;
}

/**
 * The folder of a run, named by its path or by its id below the results.
 * @param field what to name in the message
 * @throws InputError when there is none
 */
export async function runFolder(field: string, cwd: string, results: string, named: string): Promise<string> {
  const candidates = [
    resolve(cwd, named),
    ...(isAbsolute(named) ? [] : [join(resolve(cwd, results), named)]),
  ];
  for (const candidate of candidates) if (await isDirectory(candidate)) return candidate;
  throw new InputError(`${field}: no run "${named}": neither a folder nor an id below ${results}`);
}

async function nearestExisting(path: string): Promise<string> {
  const there = await access(path).then(
    () => true,
    () => false,
  );
  return there ? path : nearestExisting(dirname(path));
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
