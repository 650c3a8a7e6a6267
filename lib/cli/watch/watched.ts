import type { JournalRecord } from '../../domain/journal.ts';
import type { Run } from '../../domain/run.ts';
import type { Stop } from '../../results/s3-stop.ts';
import type { Probe } from '../../suite/probe.ts';
import type { DeployedRun } from '../aws/deployed-run.ts';
import { hasResult } from '../has-result.ts';
import type { Ended, WatchEvent } from './events.ts';
import { RunProgress } from './run-progress.ts';

/** What can be seen at one moment. */
export interface Sight {
  /** Absent when a run is watched by its id; undefined when the stack is gone. */
  readonly stack?: { readonly name: string; readonly found: DeployedRun | undefined };
  /** Absent before the benchmark has begun. */
  readonly run?: RunSight;
}

export interface RunSight {
  readonly run: Run;
  /** `s3://…/`. */
  readonly results: string;
  /** All of the journal so far. */
  readonly records: readonly JournalRecord[];
  readonly lease: { readonly holder: string; readonly untilMillis: number } | undefined;
  readonly stop: Stop | undefined;
  /** By its manifest, whose run is whole. */
  readonly finishedAt: string | undefined;
}

/** Between two calls of a handler nobody has the lease for half a minute; this is longer. */
const idleMillis = 60_000;

/** Tells what has changed from one look to the next. Pure: the clock and what is seen are handed in. */
export class Watched {
  readonly #probes: ReadonlyMap<string, Probe>;
  #status: string | undefined;
  #stopAt: string | undefined;
  #idle = false;
  #progress: RunProgress | undefined;

  constructor(probes: ReadonlyMap<string, Probe>) {
    this.#probes = probes;
  }

  /** Once the run has begun. */
  get progress(): RunProgress | undefined {
    return this.#progress;
  }

  /** What is new; after an `ended` there is nothing more to see. */
  *see(sight: Sight, nowMillis: number): Generator<WatchEvent> {
    const { stack, run } = sight;
    if (run) yield* this.#seeRun(run, stack?.found?.run?.begunAt, nowMillis);
    else if (stack?.found && this.#status !== stack.found.status) {
      const { status, reason } = stack.found;
      this.#status = status;
      yield { kind: 'stack', stack: stack.name, status, ...(reason !== undefined && { reason }) };
    }
    const ended = this.#end(sight);
    if (ended) yield ended;
  }

  *#seeRun(
    { run, records, lease, stop, finishedAt }: RunSight,
    begunAt: string | undefined,
    nowMillis: number,
  ): Generator<WatchEvent> {
    if (this.#progress) yield* this.#progress.advance(records);
    else yield this.#join(run, records);
    if (finishedAt !== undefined) return;
    // One that was asked for before the deployment began the run was meant for an earlier one.
    if (stop && stop.at !== this.#stopAt && Date.parse(stop.at) >= Date.parse(begunAt ?? stop.at)) {
      this.#stopAt = stop.at;
      yield { kind: 'stop-asked', at: stop.at, by: stop.by };
    }
    const sinceMillis = lease?.untilMillis ?? Date.parse(run.createdAt);
    const idle = sinceMillis + idleMillis < nowMillis;
    if (idle && !this.#idle) yield { kind: 'idle', since: new Date(sinceMillis).toISOString() };
    if (!idle && this.#idle && lease) yield { kind: 'measuring-again', holder: lease.holder };
    this.#idle = idle;
  }

  #join(run: Run, records: readonly JournalRecord[]): WatchEvent {
    const progress = new RunProgress(run, this.#probes);
    this.#progress = progress;
    // What happened before is told in sum.
    for (const _event of progress.advance(records));
    const { position, stages, secondsLeft, trouble } = progress;
    const { scenarios, profile } = run.plan;
    return { kind: 'joined', run: run.id, scenarios, profile, ...position, stages, secondsLeft, trouble };
  }

  #end({ stack, run }: Sight): Ended | undefined {
    const { position = { done: 0, total: 0 }, withoutValue = 0 } = this.#progress ?? {};
    const soFar = {
      kind: 'ended',
      ...(run && { run: run.run.id, results: run.results }),
      ...position,
      withoutValue,
    } as const;
    if (run?.finishedAt !== undefined) {
      const { records, finishedAt: at } = run;
      const last = records.findLast((record) => record.type === 'session');
      // Whoever ends a run with steps that nobody measured says why.
      if (last?.reason !== undefined) return { ...soFar, outcome: 'incomplete', at, reason: last.reason };
      return { ...soFar, outcome: hasResult(records) ? 'finished' : 'no-value', at };
    }
    if (!stack) return undefined;
    const { name, found } = stack;
    if (!found) return { ...soFar, outcome: 'stack-failed', reason: `${name} is gone` };
    if (found.phase !== 'failed') return undefined;
    const why = found.reason === undefined ? '' : `: ${found.reason}`;
    return { ...soFar, outcome: 'stack-failed', reason: `${name} is ${found.status}${why}` };
  }
}
