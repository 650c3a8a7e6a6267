import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { InputError } from '../domain/input-error.ts';
import { errnoOf } from './errno.ts';

/** A process by its id and start time, so that a reused id is not taken for it. */
const ownerSchema = z.strictObject({ pid: z.number().int().positive(), startTime: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/** Holds a run for one writer at a time; left behind by a killed writer, it is taken over. */
export class RunLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** @throws InputError when a living process holds the run */
  static async take(path: string): Promise<RunLock> {
    const me: Owner = { pid: process.pid, startTime: startTimeOf(process.pid) ?? '' };
    // Made aside and linked into place, so that nobody ever sees it half-written.
    const made = `${path}.new-${randomUUID()}`;
    await writeFile(made, JSON.stringify(me));
    try {
      for (;;) {
        try {
          await link(made, path);
          return new RunLock(path);
        } catch (error) {
          if (errnoOf(error) !== 'EEXIST') throw error;
          await RunLock.#clearStale(path);
        }
      }
    } finally {
      await unlink(made);
    }
  }

  async release(): Promise<void> {
    await unlink(this.#path).catch(() => {});
  }

  static async #clearStale(path: string): Promise<void> {
    refuseIfAlive(await ownerOf(path));
    // Moved aside: of two that find the stale lock, one wins, the other sees it gone.
    const aside = `${path}.stale-${randomUUID()}`;
    try {
      await rename(path, aside);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return;
      throw error;
    }
    // Between the look and the move a new owner may have come: then it gets its lock back.
    const moved = await ownerOf(aside);
    if (isAlive(moved)) await link(aside, path).catch(() => {});
    await unlink(aside);
    refuseIfAlive(moved);
  }
}

function isAlive(owner: Owner | undefined): boolean {
  return owner !== undefined && startTimeOf(owner.pid) === owner.startTime;
}

function refuseIfAlive(owner: Owner | undefined): void {
  if (isAlive(owner))
    throw new InputError(`the run is being written by process ${owner?.pid}: wait for it, or end it first`);
}

/** Start time in clock ticks since boot, from the 22nd field of /proc/PID/stat; undefined when gone. */
function startTimeOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name, may hold blanks and brackets.
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch {
    return undefined;
  }
}

/** Undefined when the lock is gone or not one of this program's. */
async function ownerOf(path: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
