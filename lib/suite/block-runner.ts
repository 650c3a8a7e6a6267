import type { StepRecord } from '../domain/journal.ts';
import { type Block, type Level, type Step, stepsOf } from '../domain/plan.ts';
import { whyBroken } from './broken-block.ts';
import { fits, servicesBound, stepBound } from './deadline.ts';
import type { PlannedStep } from './execute-step.ts';
import { paces } from './pace.ts';
import type { Progress } from './progress.ts';
import type { RunJournal, VoidCause } from './run-journal.ts';
import { StepRunner } from './step-runner.ts';
import type { SuiteOptions } from './suite-options.ts';
import type { Testbeds } from './testbeds.ts';
import { expectedSeconds, TimeLeft } from './time-left.ts';

/** A block whose testbed is lost is measured again this often; after one more loss its steps have failed. */
const maxRedos = 2;

type Planned = { readonly block: Block; readonly level: Level; readonly step: Step };

/** Measures blocks whole: what is to do in one is what the journal does not have of it. */
export class BlockRunner {
  /** Those that this call measures. */
  readonly blocks: readonly Block[];
  readonly #options: SuiteOptions;
  readonly #journal: RunJournal;
  readonly #testbeds: Testbeds;
  readonly #runner: StepRunner;
  readonly #steps: readonly Planned[];
  readonly #boundOf: (step: Step) => number;
  readonly #timeLeft: TimeLeft;

  constructor(options: SuiteOptions, journal: RunJournal, testbeds: Testbeds) {
    const { run, blocks, probes } = options;
    this.#options = options;
    this.#journal = journal;
    this.#testbeds = testbeds;
    this.#steps = [...stepsOf(run.plan)];
    this.#runner = new StepRunner(options, testbeds, journal, this.#steps.length);
    this.#boundOf = stepBound(run.plan, probes);
    this.blocks = run.plan.blocks.filter((block) => blocks?.has(block.index) ?? true);
    this.#timeLeft = new TimeLeft(expectedSeconds(run.plan, probes, paces[run.target]), this.#stepsToDo());
  }

  /** How many steps of its blocks have no record that counts. */
  get stepsToDo(): number {
    return this.#stepsToDo().length;
  }

  /** Whether every step of the plan has a record that counts, those of other blocks too. */
  get isRunDone(): boolean {
    return this.#journal.done === this.#steps.length;
  }

  /** @returns whether the block is whole; else the deadline came first */
  async *measure(block: Block): AsyncGenerator<Progress, boolean> {
    const stale = this.#next(block) && this.#whyBroken(block);
    if (stale !== undefined) yield await this.#void(block, 'resumed', stale);
    for (let next = this.#next(block); next; next = this.#next(block)) {
      const { signal, deadline } = this.#options;
      signal.throwIfAborted();
      if (!fits(this.#bound(next), deadline)) return false;
      const { step } = next;
      yield { kind: 'step-started', step, ...this.#progress, secondsLeft: this.#timeLeft.seconds };
      const began = performance.now();
      const record = await this.#execute(next);
      const broken = this.#whyBroken(block, record);
      if (broken !== undefined) {
        yield await this.#void(block, 'testbed-lost', broken);
      } else if (!record.accepted) {
        yield { kind: 'step-repeated', step, why: record.why ?? 'it does not count' };
      } else {
        const tookSeconds = (performance.now() - began) / 1000;
        this.#timeLeft.finished(step.id, record.exits.length === 0 ? 0 : tookSeconds);
        yield { kind: 'step-finished', step, record, ...this.#progress };
      }
    }
    return true;
  }

  async #execute({ block, level, step }: Planned): Promise<StepRecord> {
    const attempt = this.#journal.nextAttempt(step.id);
    const planned: PlannedStep = { step, block: block.index, level, attempt };
    if (!this.#isGivenUp(block)) return this.#runner.execute(planned);
    const reason = `a testbed was lost ${this.#journal.losses(block)} times in this block`;
    return this.#runner.recordAbsent(planned, { outcome: 'failed', reason });
  }

  /** Whether what is left of the block is not measured any more, but has failed. */
  #isGivenUp(block: Block): boolean {
    return this.#journal.losses(block) > maxRedos;
  }

  #whyBroken(block: Block, latest?: StepRecord): string | undefined {
    if (this.#isGivenUp(block)) return undefined;
    const records = [...this.#journal.countedIn(block), ...(latest ? [latest] : [])];
    return whyBroken(records, this.#testbeds.ids());
  }

  async #void(block: Block, cause: VoidCause, why: string): Promise<Progress> {
    this.#timeLeft.again(this.#journal.countedIn(block).map((record) => record.step));
    const isLast = cause === 'testbed-lost' && this.#journal.losses(block) === maxRedos;
    const reason = `${why}; ${isLast ? 'this came too often, and it has failed' : 'it is measured again, whole'}`;
    await this.#journal.voidBlock(block, cause, reason);
    return { kind: 'block-voided', block: block.index, reason };
  }

  /** The most that a step may take, with the Services that it needs first, s. */
  #bound({ block, level, step }: Planned): number {
    if (this.#isGivenUp(block)) return 0;
    const needed = this.#runner.needsServices({ step, block: block.index, level });
    return this.#boundOf(step) + (needed ? servicesBound(level.services) : 0);
  }

  get #progress() {
    return { done: this.#journal.done, total: this.#steps.length };
  }

  #stepsToDo(): string[] {
    const blocks = new Set(this.blocks);
    return this.#steps
      .filter(({ block, step }) => blocks.has(block) && !this.#journal.has(step.id))
      .map(({ step }) => step.id);
  }

  #next(block: Block): Planned | undefined {
    return this.#steps.find((planned) => planned.block === block && !this.#journal.has(planned.step.id));
  }
}
