import { open, stat, unlink } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { InputError } from '../domain/input-error.ts';
import { errnoOf } from './errno.ts';

/** Holds a run for one writer at a time. */
export interface RunLock {
  release(): Promise<void>;
}

/**
 * Takes the lock of a run's folder. On Linux it is a name in the kernel's abstract socket namespace,
 * which nobody can leave behind: however its holder ends, the name is free. Elsewhere it is a file,
 * which a killed writer leaves and a person removes.
 * @throws InputError when another process holds it
 */
export async function takeRunLock(folder: string, what: 'run' | 'campaign' = 'run'): Promise<RunLock> {
  return process.platform === 'linux' ? takeName(folder, what) : takeFile(join(folder, 'lock'), what);
}

async function takeName(folder: string, what: string): Promise<RunLock> {
  // By device and inode, so that two paths to one folder are one lock.
  const { dev, ino } = await stat(folder);
  const server = createServer();
  try {
    await listen(server, `\0eks-cni-bench/run/${dev}-${ino}`);
  } catch (error) {
    if (errnoOf(error) !== 'EADDRINUSE') throw error;
    throw new InputError(`${folder}: another process is writing this ${what}: wait for it, or end it first`);
  }
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listen(server: Server, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, () => resolve());
  });
}

async function takeFile(path: string, what: string): Promise<RunLock> {
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    throw new InputError(`${path}: another process is writing this ${what}; if none is, remove this file`);
  }
  return { release: () => unlink(path) };
}
