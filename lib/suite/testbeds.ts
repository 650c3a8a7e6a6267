import { type Opened, openScenario } from './open-scenarios.ts';
import type { Progress } from './progress.ts';
import type { RunJournal } from './run-journal.ts';
import type { SuiteOptions } from './suite-options.ts';

/** The scenarios of a run, as they stand now. Disposing closes them. */
export class Testbeds implements AsyncDisposable {
  readonly #opened = new Map<string, Opened>();

  /**
   * Brings every scenario of the plan up, all at once.
   * @throws when the signal aborts; what stands by then is closed by disposing
   */
  async *open(
    { run, target, signal, force = false }: SuiteOptions,
    journal: RunJournal,
  ): AsyncGenerator<Progress> {
    const openings = run.plan.scenarios.map((name) => openScenario(target, name, force, signal));
    const settled = await Promise.allSettled(openings);
    // First all that opened, so that they are closed again whatever the others did.
    for (const one of settled)
      if (one.status === 'fulfilled') this.#opened.set(one.value.opened.scenario, one.value.opened);
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      await journal.append(one.value.record);
      yield one.value.progress;
    }
  }

  /** The scenario's testbed or why there is none; undefined when it was never opened. */
  of(scenario: string): Opened | undefined {
    return this.#opened.get(scenario);
  }

  /** By scenario: which testbed is up now. They change when what is measured is replaced. */
  ids(): Map<string, string> {
    return new Map(
      [...this.#opened].flatMap(([name, opened]) =>
        'testbed' in opened ? [[name, opened.testbed.id] as const] : [],
      ),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const testbeds = [...this.#opened.values()].flatMap((opened) =>
      'testbed' in opened ? opened.testbed : [],
    );
    await Promise.allSettled(testbeds.map((testbed) => testbed[Symbol.asyncDispose]()));
  }
}
