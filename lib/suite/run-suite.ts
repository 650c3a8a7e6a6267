import { countedSteps, type JournalRecord, type StepRecord } from '../domain/journal.ts';
import { stepsOf } from '../domain/plan.ts';
import type { Run } from '../domain/run.ts';
import { type DisturbancePolicy, defaultDisturbancePolicy } from './disturbance.ts';
import {
  absentStep,
  executeProbe,
  executeServices,
  isServicesStep,
  type PlannedStep,
  servicesMetrics,
} from './execute-step.ts';
import { withMark } from './marks.ts';
import { type Opened, openScenario } from './open-scenarios.ts';
import { paces } from './pace.ts';
import type { ServicesState, Target } from './ports.ts';
import type { Probe } from './probe.ts';
import type { Progress } from './progress.ts';
import type { ResultsStore } from './results-store.ts';
import { noTestbed, standingOf } from './resume.ts';
import { expectedSeconds, TimeLeft } from './time-left.ts';

export interface SuiteOptions {
  readonly run: Run;
  readonly target: Target;
  readonly store: ResultsStore;
  readonly probes: ReadonlyMap<string, Probe>;
  readonly signal: AbortSignal;
  /** Measure a scenario whose datapath is not what it claims, too. */
  readonly force?: boolean;
  readonly disturbance?: DisturbancePolicy;
  /** Kept in the journal where the run begins or goes on, such as what changed since it was begun. */
  readonly remark?: string;
}

/**
 * Executes what a run's journal does not have yet, one step after the other, and tells how it goes.
 * Trouble in a step is a record; an abort ends after the journal is whole and a last event. The caller
 * owns the target and the store.
 */
export async function* runSuite(options: SuiteOptions): AsyncGenerator<Progress> {
  await using suite = new Suite(options);
  try {
    yield* suite.execute();
  } catch (error) {
    if (!options.signal.aborted) throw error;
    yield await suite.interrupted();
  }
}

/** The Services that stand on a scenario; undefined where programming them failed. */
type Programmed = { readonly level: string; readonly state: ServicesState | undefined };

class Suite implements AsyncDisposable {
  readonly #options: SuiteOptions;
  readonly #policy: DisturbancePolicy;
  readonly #opened = new Map<string, Opened>();
  readonly #programmed = new Map<string, Programmed>();
  readonly #attempts = new Map<string, number>();
  #repeats = 0;
  #done = 0;
  #total = 0;

  constructor(options: SuiteOptions) {
    this.#options = options;
    this.#policy = options.disturbance ?? defaultDisturbancePolicy;
  }

  async *execute(): AsyncGenerator<Progress> {
    const { run, store, probes, signal, remark } = this.#options;
    const earlier = await store.records();
    for (const record of earlier) if (record.type === 'step') this.#attempts.set(record.step, record.attempt);
    await this.#note(earlier.some((record) => record.type === 'session') ? 'resumed' : 'begun', remark);
    const counted = countedSteps(earlier);
    const unfinished = [...stepsOf(run.plan)].some(({ step }) => !counted.has(step.id));
    if (unfinished) yield* this.#open();
    const standing = standingOf(run.plan, earlier, this.#testbedIds());
    for (const block of standing.broken) {
      const reason = 'it was begun on testbeds that are gone; it is measured again, whole';
      await store.append({ type: 'void', block, at: new Date().toISOString(), reason });
      yield { kind: 'block-voided', block, reason };
    }
    const steps = [...stepsOf(run.plan)];
    const toDo = steps.filter(({ step }) => !standing.counted.has(step.id));
    this.#total = steps.length;
    this.#done = steps.length - toDo.length;
    const timeLeft = new TimeLeft(
      expectedSeconds(run.plan, probes, paces[run.target]),
      toDo.map(({ step }) => step.id),
    );
    for (const { step, block, level } of toDo) {
      signal.throwIfAborted();
      const began = performance.now();
      yield {
        kind: 'step-started',
        step,
        done: this.#done,
        total: this.#total,
        secondsLeft: timeLeft.seconds,
      };
      const record = yield* this.#step({ step, block: block.index, level, attempt: this.#attempt(step.id) });
      timeLeft.finished(step.id, record.exits.length === 0 ? 0 : (performance.now() - began) / 1000);
      this.#done += 1;
      yield { kind: 'step-finished', step, record, done: this.#done, total: this.#total };
    }
    await this.#note('finished');
    yield { kind: 'finished', done: this.#done, total: this.#total };
  }

  /** Closes the journal after an abort. */
  async interrupted(): Promise<Progress> {
    const { signal } = this.#options;
    await this.#note('interrupted', signal.reason instanceof Error ? signal.reason.message : undefined);
    return { kind: 'interrupted', done: this.#done, total: this.#total };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const testbeds = [...this.#opened.values()].flatMap((opened) =>
      'testbed' in opened ? opened.testbed : [],
    );
    await Promise.allSettled(testbeds.map((testbed) => testbed[Symbol.asyncDispose]()));
  }

  async *#open(): AsyncGenerator<Progress> {
    const { run, target, store, signal, force = false } = this.#options;
    const openings = run.plan.scenarios.map((name) => openScenario(target, name, force, signal));
    const settled = await Promise.allSettled(openings);
    // First all that opened, so that they are closed again whatever the others did.
    for (const one of settled)
      if (one.status === 'fulfilled') this.#opened.set(one.value.opened.scenario, one.value.opened);
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      await store.append(one.value.record);
      yield one.value.progress;
    }
  }

  /** Executes one step, perhaps more than once, and journals every execution. */
  async *#step(planned: PlannedStep): AsyncGenerator<Progress, StepRecord> {
    const { run, target, store, signal, probes } = this.#options;
    const opened = this.#opened.get(planned.step.scenario);
    const point = run.plan.points.find((candidate) => candidate.id === planned.step.point);
    const probe = point && probes.get(point.probe);
    const metrics = probe && point ? probe.metrics(point.params) : servicesMetrics;
    const absent = (testbed: string, absence: Parameters<typeof absentStep>[3]) =>
      this.#append(absentStep(planned, testbed, metrics, absence));

    if (!opened || 'absence' in opened) {
      const unknown = { outcome: 'failed', reason: 'the scenario was never opened' } as const;
      return absent(noTestbed, opened?.absence ?? unknown);
    }
    const { testbed } = opened;
    if (isServicesStep(planned.step)) {
      const { record, state } = await executeServices(planned, testbed, signal);
      this.#programmed.set(planned.step.scenario, { level: levelKey(planned), state });
      return this.#append(record);
    }
    if (!point || !probe) {
      const reason = `this version has no probe for ${planned.step.point}`;
      return absent(testbed.id, { outcome: 'skipped', reason });
    }
    const lacking = probe.tools.filter((tool) => run.tools[tool] === undefined);
    if (lacking.length > 0) {
      const reason = `needs ${lacking.join(' and ')}, not found on this target`;
      return absent(testbed.id, { outcome: 'skipped', reason });
    }
    const services = await this.#services(planned);
    if (!services) {
      const reason = `its ${planned.level.services} Services could not be programmed`;
      return absent(testbed.id, { outcome: 'failed', reason });
    }
    let current = planned;
    for (let repeat = 0; ; repeat += 1) {
      const place = services.place && { place: services.place };
      const step = { ...current, point, probe, ...place };
      const { record, outputs, disturbed } = await executeProbe(step, target, testbed, this.#policy, signal);
      const raw = await store.saveRaw(record.step, record.attempt, outputs);
      if (disturbed === undefined) return this.#append({ ...record, raw });
      if (repeat >= this.#policy.maxRepeats || !this.#mayRepeat())
        return this.#append({
          ...record,
          raw,
          why: disturbed,
          samples: withMark(record.samples, 'disturbed'),
        });
      await this.#append({ ...record, raw, accepted: false, why: disturbed });
      this.#repeats += 1;
      yield { kind: 'step-repeated', step: planned.step, why: disturbed };
      current = { ...planned, attempt: this.#attempt(planned.step.id) };
    }
  }

  /**
   * The Services of the step's level, programmed again where this process did not do it yet (after a
   * resume on a testbed that still stands).
   */
  async #services(planned: PlannedStep): Promise<ServicesState | undefined> {
    const opened = this.#opened.get(planned.step.scenario);
    const programmed = this.#programmed.get(planned.step.scenario);
    if (programmed?.level === levelKey(planned)) return programmed.state;
    if (!opened || 'absence' in opened) return undefined;
    const { state } = await executeServices(planned, opened.testbed, this.#options.signal);
    this.#programmed.set(planned.step.scenario, { level: levelKey(planned), state });
    return state;
  }

  #mayRepeat(): boolean {
    return this.#repeats < this.#policy.maxRepeatShare * this.#total;
  }

  #attempt(step: string): number {
    return (this.#attempts.get(step) ?? 0) + 1;
  }

  async #append(record: StepRecord): Promise<StepRecord> {
    await this.#options.store.append(record);
    this.#attempts.set(record.step, record.attempt);
    return record;
  }

  #testbedIds(): Map<string, string> {
    return new Map(
      [...this.#opened].flatMap(([name, opened]) =>
        'testbed' in opened ? [[name, opened.testbed.id] as const] : [],
      ),
    );
  }

  async #note(event: Extract<JournalRecord, { type: 'session' }>['event'], reason?: string): Promise<void> {
    const at = new Date().toISOString();
    await this.#options.store.append({ type: 'session', at, event, ...(reason !== undefined && { reason }) });
  }
}

function levelKey({ block, level }: PlannedStep): string {
  return `${block}/${level.services}`;
}
