import type { Run } from '../../domain/run.ts';
import { readManifest } from '../../results/manifest.ts';
import { parseRun } from '../../results/parse-run.ts';
import { runPath } from '../../results/run-files.ts';
import { readLease } from '../../results/s3-lease.ts';
import { S3Log } from '../../results/s3-log.ts';
import { readNeeded, type S3Place, urlOf } from '../../results/s3-objects.ts';
import { readStop } from '../../results/s3-stop.ts';
import type { RunSight } from './watched.ts';

/** A run in S3 that somebody else measures. */
export class ObservedRun {
  readonly #place: S3Place;
  readonly #run: Run;
  readonly #log: S3Log;

  private constructor(place: S3Place, run: Run, log: S3Log) {
    this.#place = place;
    this.#run = run;
    this.#log = log;
  }

  /** @throws InputError that names the object that is missing or damaged */
  static async open(place: S3Place): Promise<ObservedRun> {
    const run = parseRun((await readNeeded(place, runPath)).toString(), urlOf(place, runPath));
    return new ObservedRun(place, run, await S3Log.open(place, run));
  }

  /** Reads what is new: four requests, and one for each new record. */
  async look(): Promise<RunSight> {
    // It is written last: where it is there, the journal that is read after it is whole.
    const manifest = await readManifest(this.#place);
    const [lease, stop] = await Promise.all([
      readLease(this.#place),
      readStop(this.#place),
      this.#log.readNew(),
    ]);
    return {
      run: this.#run,
      results: urlOf(this.#place, ''),
      records: this.#log.entries.map(({ record }) => record),
      lease,
      stop,
      finishedAt: manifest?.finishedAt,
    };
  }
}
