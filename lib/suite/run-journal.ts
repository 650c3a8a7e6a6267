import { countRecord, type JournalRecord, type StepRecord } from '../domain/journal.ts';
import { type Block, type Plan, policiesOf } from '../domain/plan.ts';
import type { ResultsStore } from './results-store.ts';

type SessionEvent = Extract<JournalRecord, { type: 'session' }>['event'];
export type VoidCause = NonNullable<Extract<JournalRecord, { type: 'void' }>['cause']>;

/**
 * How far a run is. All of it follows from the records, so that a call which goes on from the journal
 * decides as the one before it would have.
 */
export class RunJournal {
  readonly #store: ResultsStore;
  readonly #counted = new Map<string, StepRecord>();
  readonly #attempts = new Map<string, number>();
  /** Executions that did not count, by step, of blocks as they were last begun. */
  readonly #repeats = new Map<string, { readonly block: number; readonly times: number }>();
  readonly #losses = new Map<number, number>();
  /** Policies that were tried, by scenario and case. */
  readonly #policies = new Set<string>();
  #allRepeats = 0;
  #lastSession: SessionEvent | undefined;

  private constructor(store: ResultsStore) {
    this.#store = store;
  }

  static async read(store: ResultsStore): Promise<RunJournal> {
    const journal = new RunJournal(store);
    for (const record of await store.records()) journal.#take(record);
    return journal;
  }

  /** Whether an earlier call began the run. */
  get begun(): boolean {
    return this.#lastSession !== undefined;
  }

  /** Whether nobody has gone on with the run since it was finished. */
  get isFinished(): boolean {
    return this.#lastSession === 'finished';
  }

  /** Executions of all steps that were not accepted. */
  get allRepeats(): number {
    return this.#allRepeats;
  }

  /** Number of steps that have a record which counts. */
  get done(): number {
    return this.#counted.size;
  }

  has(step: string): boolean {
    return this.#counted.has(step);
  }

  /** The policies of a plan, or of a part of one, that have no record. */
  untriedIn(plan: Plan): ReturnType<typeof policiesOf> {
    return policiesOf(plan).filter(({ scenario, id }) => !this.#policies.has(`${scenario} ${id}`));
  }

  countedIn(block: Block): StepRecord[] {
    return [...this.#counted.values()].filter((record) => record.block === block.index);
  }

  /** How often a testbed was lost in the middle of a block. */
  losses(block: Block): number {
    return this.#losses.get(block.index) ?? 0;
  }

  repeats(step: string): number {
    return this.#repeats.get(step)?.times ?? 0;
  }

  nextAttempt(step: string): number {
    return (this.#attempts.get(step) ?? 0) + 1;
  }

  async append(record: JournalRecord): Promise<void> {
    await this.#store.append(record);
    this.#take(record);
  }

  async voidBlock(block: Block, cause: VoidCause, reason: string): Promise<void> {
    await this.append({ type: 'void', block: block.index, at: new Date().toISOString(), reason, cause });
  }

  async note(event: SessionEvent, reason?: string): Promise<void> {
    const at = new Date().toISOString();
    await this.append({ type: 'session', at, event, ...(reason !== undefined && { reason }) });
  }

  #take(record: JournalRecord): void {
    countRecord(this.#counted, record);
    if (record.type === 'session') this.#lastSession = record.event;
    if (record.type === 'policy') this.#policies.add(`${record.scenario} ${record.case}`);
    if (record.type === 'step') {
      this.#attempts.set(record.step, record.attempt);
      if (record.accepted) return;
      this.#allRepeats += 1;
      this.#repeats.set(record.step, { block: record.block, times: this.repeats(record.step) + 1 });
    }
    if (record.type === 'void') {
      for (const [step, { block }] of this.#repeats) if (block === record.block) this.#repeats.delete(step);
      if (record.cause === 'testbed-lost')
        this.#losses.set(record.block, (this.#losses.get(record.block) ?? 0) + 1);
    }
  }
}
