import { InputError } from '../domain/input-error.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import { atOnce } from './at-once.ts';
import { parseRecord } from './parse-run.ts';
import { listPaths, putNew, readNeeded, type S3Place, urlOf } from './s3-objects.ts';
import { WrittenByAnother } from './written-by-another.ts';

/** A record of the log and the line that it was read from or written as. */
export interface LogEntry {
  readonly record: JournalRecord;
  readonly line: Buffer;
}

/** `journal/000001.json`: six digits, so that their names sort as they were written. */
export function entryPath(index: number): string {
  return `journal/${String(index + 1).padStart(6, '0')}.json`;
}

/**
 * A journal as an append-only log of objects, one a record: written in order and never over another, so
 * that of two writers the slower one learns of the other, and a log never has a gap.
 */
export class S3Log {
  readonly #place: S3Place;
  readonly #run: Run;
  readonly #entries: LogEntry[] = [];

  private constructor(place: S3Place, run: Run) {
    this.#place = place;
    this.#run = run;
  }

  /**
   * Reads the log of a run.
   * @throws InputError that names the object that is missing, damaged or foreign
   */
  static async open(place: S3Place, run: Run): Promise<S3Log> {
    const log = new S3Log(place, run);
    await log.readNew();
    return log;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /**
   * Reads what others have appended to the log meanwhile, and nothing of what is known.
   * @throws InputError as `open`
   */
  async readNew(): Promise<void> {
    const place = this.#place;
    const known = this.#entries.length;
    const paths = await listPaths(place, 'journal/', known === 0 ? undefined : entryPath(known - 1));
    for (const [index, path] of paths.entries())
      if (path !== entryPath(known + index)) throw new InputError(gapAt(place, known + index, path));
    const entries = await atOnce(paths, async (path) => {
      const line = await readNeeded(place, path);
      return { line, record: parseRecord(line.toString(), this.#run, urlOf(place, path)) };
    });
    this.#entries.push(...entries);
  }

  /**
   * Adds the next entry; one append at a time. The same line at this place counts as written.
   * @throws WrittenByAnother when another line stands there
   */
  async append(entry: LogEntry): Promise<void> {
    const path = entryPath(this.#entries.length);
    const written = await putNew(this.#place, path, entry.line);
    if (!written.done) throw new WrittenByAnother(urlOf(this.#place, path));
    this.#entries.push(entry);
  }
}

function gapAt(place: S3Place, index: number, found: string): string {
  const expected = urlOf(place, entryPath(index));
  return `${expected}: missing: the journal goes on with ${found}; restore it from its versions`;
}
