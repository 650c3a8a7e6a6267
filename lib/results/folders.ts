import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InputError } from '../domain/input-error.ts';
import { errnoOf } from './errno.ts';

/**
 * Makes a folder and those above it. Node's own recursive mkdir never ends where the file system
 * answers "no such file" for ever, as /proc does.
 * @throws InputError that names the folder
 */
export async function makeFolders(path: string): Promise<void> {
  const make = () =>
    mkdir(path).catch((error: unknown) => {
      if (errnoOf(error) !== 'EEXIST') throw error;
    });
  try {
    await make();
  } catch (error) {
    const above = dirname(path);
    const refused = new InputError(`${path}: the folder cannot be made (${errnoOf(error)})`);
    if (errnoOf(error) !== 'ENOENT' || above === path) throw refused;
    await makeFolders(above);
    await make().catch(() => {
      throw refused;
    });
  }
}

/** Whether anything is there. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
