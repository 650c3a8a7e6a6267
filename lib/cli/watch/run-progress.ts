import { countRecord, type JournalRecord, type StepRecord } from '../../domain/journal.ts';
import { policiesOf, type Step, stepsOf } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';
import { type StageId, stageIds } from '../../domain/stage.ts';
import { noTestbed } from '../../suite/broken-block.ts';
import { type Pace, paces } from '../../suite/pace.ts';
import type { Probe } from '../../suite/probe.ts';
import { expectedSeconds, TimeLeft } from '../../suite/time-left.ts';
import type { Position, Trouble, WatchEvent } from './events.ts';
import { absenceOf, policyKey, stepsByStage, troubleOf } from './steps.ts';

/** How far a run is, from its journal alone: whoever measures it does not tell. */
export class RunProgress {
  readonly #run: Run;
  readonly #pace: Pace;
  readonly #steps: ReadonlyMap<string, Step>;
  readonly #stages: ReturnType<typeof stepsByStage>;
  readonly #counted = new Map<string, StepRecord>();
  readonly #policies = new Set<string>();
  readonly #timeLeft: TimeLeft;
  #taken = 0;
  #stage: StageId | undefined;

  constructor(run: Run, probes: ReadonlyMap<string, Probe>) {
    this.#run = run;
    this.#pace = paces[run.target];
    this.#steps = new Map([...stepsOf(run.plan)].map(({ step }) => [step.id, step]));
    this.#stages = stepsByStage(run.plan);
    this.#timeLeft = new TimeLeft(expectedSeconds(run.plan, probes, this.#pace), this.#steps.keys());
    this.#stage = this.#firstWithWork();
  }

  get position(): Position {
    const policies = policiesOf(this.#run.plan).length;
    return { done: this.#counted.size + this.#policies.size, total: this.#steps.size + policies };
  }

  /** Steps that count and gave no value. */
  get withoutValue(): number {
    return [...this.#counted.values()].filter((record) => absenceOf(record) !== undefined).length;
  }

  get secondsLeft(): number {
    const policies = policiesOf(this.#run.plan).length - this.#policies.size;
    return Math.round(this.#timeLeft.seconds + policies * this.#pace.policySeconds);
  }

  /** Which stage is measured, as far as its steps tell; undefined at the end, or where the plan has none. */
  get stage(): { readonly id: StageId; readonly done: number; readonly total: number } | undefined {
    return this.stages.find(({ id }) => id === this.#stage);
  }

  get stages(): readonly { readonly id: StageId; readonly done: number; readonly total: number }[] {
    return [...this.#stages].map(([id, steps]) => ({ id, done: this.#doneOf(steps), total: steps.length }));
  }

  get trouble(): readonly Trouble[] {
    return troubleOf(this.#counted.values());
  }

  /**
   * Takes what is new in the journal.
   * @param records all of the journal so far
   */
  *advance(records: readonly JournalRecord[]): Generator<WatchEvent> {
    let leftOut: { steps: number; reason: string } | undefined;
    for (const record of records.slice(this.#taken)) {
      this.#taken += 1;
      const reason = reasonNotExecuted(record);
      if (leftOut && leftOut.reason !== reason) {
        yield { kind: 'left-out', ...leftOut, ...this.position };
        leftOut = undefined;
      }
      this.#count(record);
      if (reason !== undefined) leftOut = { reason, steps: (leftOut?.steps ?? 0) + 1 };
      else yield* this.#eventsOf(record);
    }
    if (leftOut) yield { kind: 'left-out', ...leftOut, ...this.position };
  }

  #count(record: JournalRecord): void {
    if (record.type === 'void')
      this.#timeLeft.again(
        [...this.#counted.values()].filter(({ block }) => block === record.block).map(({ step }) => step),
      );
    countRecord(this.#counted, record);
    if (record.type === 'policy') this.#policies.add(policyKey(record.scenario, record.case));
    if (record.type === 'step' && record.accepted) this.#timeLeft.finished(record.step, this.#took(record));
  }

  /** The journal does not say what a target adds to each step: it is the same guess as in the plan. */
  #took({ testbed, gateMillis, durationMillis }: StepRecord): number {
    return testbed === noTestbed ? 0 : (gateMillis + durationMillis) / 1000 + this.#pace.stepSeconds;
  }

  *#eventsOf(record: JournalRecord): Generator<WatchEvent> {
    if (record.type === 'void') yield { kind: 'block-voided', block: record.block, reason: record.reason };
    if (record.type === 'policy') yield { kind: 'policy-finished', record };
    if (record.type === 'scenario') {
      const { scenario, outcome, reason = 'the target cannot show it', mismatches } = record;
      if (outcome === 'unavailable') yield { kind: 'scenario-unavailable', scenario, reason };
      if (outcome === 'not the datapath it claims') yield { kind: 'scenario-mismatch', scenario, mismatches };
    }
    if (record.type !== 'step') return;
    const step = this.#steps.get(record.step) ?? { id: record.step, scenario: record.scenario, point: '' };
    const stage = this.#stageOf(record.step);
    if (stage !== undefined && stage !== this.#stage) yield this.#enter(stage);
    const where = stage === undefined ? {} : { stage };
    if (!record.accepted) {
      yield { kind: 'step-repeated', step, why: record.why ?? 'it does not count' };
      return;
    }
    const { position, secondsLeft } = this;
    yield { kind: 'step-finished', step, record, ...where, ...position, secondsLeft };
    // Its last step: the next stage with something to do is begun.
    if (stage !== undefined && this.stage?.done === this.stage?.total) {
      const next = this.#firstWithWork(stage);
      if (next !== undefined) yield this.#enter(next);
      else this.#stage = undefined;
    }
  }

  #enter(stage: StageId): WatchEvent {
    this.#stage = stage;
    const steps = this.#stages.get(stage) ?? [];
    return { kind: 'stage', stage, done: this.#doneOf(steps), total: steps.length };
  }

  /** The first stage after that one, or of all, that has steps to do. */
  #firstWithWork(after?: StageId): StageId | undefined {
    const later = after === undefined ? stageIds : stageIds.slice(stageIds.indexOf(after) + 1);
    return later.find((id) => {
      const steps = this.#stages.get(id) ?? [];
      return this.#doneOf(steps) < steps.length;
    });
  }

  #doneOf(steps: readonly string[]): number {
    return steps.filter((step) => this.#counted.has(step) || this.#policies.has(step)).length;
  }

  #stageOf(step: string): StageId | undefined {
    return stageIds.find((id) => this.#stages.get(id)?.includes(step));
  }
}

/** Why nobody executed a step; undefined for all other records. */
function reasonNotExecuted(record: JournalRecord): string | undefined {
  if (record.type !== 'step' || record.testbed !== noTestbed) return undefined;
  return absenceOf(record)?.reason;
}
