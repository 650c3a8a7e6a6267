import { createHash } from 'node:crypto';
import pMap from 'p-map';
import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import type { ToolOutput } from '../suite/ports.ts';
import type { ResultsStore } from '../suite/results-store.ts';
import { describeObject, finishRun, type Manifest, type ManifestObject } from './manifest.ts';
import { parseRun } from './parse-run.ts';
import { finishedAt, rawPath, rawPathsOf, rawText, recordText, runText, stepKey } from './run-files.ts';
import { entryPath, S3Log } from './s3-log.ts';
import { concurrency, putNew, readNeeded, type S3Place, urlOf } from './s3-objects.ts';
import { WrittenByAnother } from './written-by-another.ts';

export const runPath = 'run.json';

/**
 * A run as objects in a bucket: `run.json`, `journal/000001.json` and on, `raw/`, in the end `report.html`
 * and `manifest.json`. Everything that is measured is written once and never over anything, so several
 * stores on one run lose nothing; who shall measure is for a lease to say.
 */
export class S3Store implements ResultsStore {
  readonly run: Run;
  readonly #place: S3Place;
  readonly #log: S3Log;
  readonly #written: Set<string>;

  private constructor(place: S3Place, run: Run, log: S3Log) {
    this.run = run;
    this.#place = place;
    this.#log = log;
    this.#written = new Set(log.entries.flatMap(({ record }) => stepKey(record) ?? []));
  }

  /**
   * Begins a run, or goes on with it where just this run was begun already.
   * @throws WrittenByAnother when another run has this id
   */
  static async create(place: Omit<S3Place, 'runId'>, run: Run): Promise<S3Store> {
    const at = { ...place, runId: run.id };
    const begun = await putNew(at, runPath, Buffer.from(runText(run)));
    if (!begun.done) throw new WrittenByAnother(urlOf(at, runPath));
    return S3Store.open(at);
  }

  /**
   * Goes on with a run.
   * @throws InputError that names the object that is missing, damaged or foreign
   */
  static async open(place: S3Place): Promise<S3Store> {
    const run = parseRun((await readNeeded(place, runPath)).toString(), urlOf(place, runPath));
    return new S3Store(place, run, await S3Log.open(place, run));
  }

  async records(): Promise<readonly JournalRecord[]> {
    return this.#log.entries.map(({ record }) => record);
  }

  /** @throws WrittenByAnother when another store has gone on with this run */
  async append(record: JournalRecord): Promise<void> {
    const key = stepKey(record);
    if (key !== undefined && this.#written.has(key)) throw new Error(`${key} is in the journal already`);
    await this.#log.append({ record, line: Buffer.from(recordText(record)) });
    if (key !== undefined) this.#written.add(key);
  }

  async saveRaw(step: string, attempt: number, outputs: readonly ToolOutput[]): Promise<string> {
    const body = Buffer.from(rawText(outputs));
    const path = rawPath(step, attempt);
    if ((await putNew(this.#place, path, body)).done) return path;
    // Left by a writer that ended before its record, or by one that is about to write it: it stays.
    const digest = createHash('sha256').update(body).digest('hex').slice(0, 16);
    const other = path.replace(/\.json$/, `.${digest}.json`);
    const written = await putNew(this.#place, other, body);
    if (!written.done) throw new WrittenByAnother(urlOf(this.#place, other));
    return other;
  }

  /**
   * Marks a run as finished whose journal says so.
   * @param report the page; it may replace an earlier one
   */
  async finish(report: string): Promise<Manifest> {
    const records = await this.records();
    const at = finishedAt(records);
    if (at === undefined) throw new Error(`${this.run.id} is not finished`);
    const others = await pMap([runPath, ...rawPathsOf(records)], (path) => this.#describe(path), {
      concurrency,
    });
    const journal = this.#log.entries.map(({ line }, index) => describeObject(entryPath(index), line));
    return finishRun(this.#place, [...journal, ...others], at, Buffer.from(report));
  }

  async #describe(path: string): Promise<ManifestObject> {
    return describeObject(path, await readNeeded(this.#place, path));
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
