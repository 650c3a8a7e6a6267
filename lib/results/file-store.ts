import { type FileHandle, mkdir, open, rename, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '../domain/input-error.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import type { ToolOutput } from '../suite/ports.ts';
import type { ResultsStore } from '../suite/results-store.ts';
import { errnoOf } from './errno.ts';
import { readRun } from './read-run.ts';
import { type RunLock, takeRunLock } from './run-lock.ts';

/**
 * A run as a folder: `run.json`, `journal.ndjson`, `raw/`. A record is on the disk before `append`
 * resolves; a raw output is there before the record that names it.
 */
export class FileStore implements ResultsStore {
  readonly run: Run;
  readonly folder: string;
  readonly #lock: RunLock;
  readonly #journal: FileHandle;
  readonly #records: JournalRecord[];
  readonly #written: Set<string>;

  private constructor(
    folder: string,
    run: Run,
    records: JournalRecord[],
    lock: RunLock,
    journal: FileHandle,
  ) {
    this.folder = folder;
    this.run = run;
    this.#lock = lock;
    this.#journal = journal;
    this.#records = records;
    this.#written = new Set(records.flatMap((record) => keyOf(record) ?? []));
  }

  /**
   * Begins a new run below `root`.
   * @throws InputError when the run exists already
   */
  static async create(root: string, run: Run): Promise<FileStore> {
    const folder = join(root, run.id);
    await makeFolders(root);
    await mkdir(folder).catch((error) => {
      throw new InputError(
        `${folder}: ${errnoOf(error) === 'EEXIST' ? 'the run exists already' : error.message}`,
      );
    });
    await mkdir(join(folder, 'raw'));
    const lock = await takeRunLock(folder);
    const journal = await open(join(folder, 'journal.ndjson'), 'ax');
    // Last, and by renaming: a folder with run.json is a run, whole.
    await writeAtomically(join(folder, 'run.json'), `${JSON.stringify(run, null, 1)}\n`);
    return new FileStore(folder, run, [], lock, journal);
  }

  /**
   * Goes on with a run.
   * @throws InputError when it is unreadable, foreign, or held by another process
   */
  static async open(folder: string): Promise<FileStore> {
    // Before the lock is made: nothing is written into what is not a run.
    await readRun(folder);
    const lock = await takeRunLock(folder);
    try {
      const { run, records, journalBytes } = await readRun(folder);
      const path = join(folder, 'journal.ndjson');
      await truncate(path, journalBytes);
      await mkdir(join(folder, 'raw'), { recursive: true });
      return new FileStore(folder, run, [...records], lock, await open(path, 'a'));
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async records(): Promise<readonly JournalRecord[]> {
    return [...this.#records];
  }

  async append(record: JournalRecord): Promise<void> {
    const key = keyOf(record);
    if (key !== undefined && this.#written.has(key)) throw new Error(`${key} is in the journal already`);
    await this.#journal.appendFile(`${JSON.stringify(record)}\n`);
    await this.#journal.datasync();
    if (key !== undefined) this.#written.add(key);
    this.#records.push(record);
  }

  async saveRaw(step: string, attempt: number, outputs: readonly ToolOutput[]): Promise<string> {
    const path = attempt === 1 ? `raw/${step}.json` : `raw/${step}.attempt-${attempt}.json`;
    await writeAtomically(join(this.folder, path), `${JSON.stringify(outputs, null, 1)}\n`);
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#journal.close();
    await this.#lock.release();
  }
}

/**
 * Makes a folder and those above it. Node's own recursive mkdir never ends where the file system
 * answers "no such file" for ever, as /proc does.
 */
async function makeFolders(path: string): Promise<void> {
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

/** What makes the record of a step or a policy unique in a journal; undefined for records that may repeat. */
function keyOf(record: JournalRecord): string | undefined {
  if (record.type === 'policy') return `policy ${record.case} of ${record.scenario}`;
  return record.type === 'step' ? `step ${record.step}, attempt ${record.attempt}` : undefined;
}

/** A reader sees the old file or the new one, whole, also after a crash. */
async function writeAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text, { flush: true });
  await rename(temporary, path);
}
