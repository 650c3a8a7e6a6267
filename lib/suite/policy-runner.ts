import type { PolicyCaseId } from '../domain/policy/policy-matrix.ts';
import { fits, policyBoundSeconds } from './deadline.ts';
import type { PolicyTrial } from './ports.ts';
import type { Progress } from './progress.ts';
import type { RunJournal } from './run-journal.ts';
import type { SuiteOptions } from './suite-options.ts';
import type { Testbeds } from './testbeds.ts';
import { untriedPolicy } from './untried-policy.ts';

/**
 * Tries the policies of a plan, once for each scenario. A policy changes the path of the packets that it looks at
 * and loads the nodes, so all is measured before.
 */
export class PolicyRunner {
  readonly #options: SuiteOptions;
  readonly #journal: RunJournal;
  readonly #testbeds: Testbeds;

  constructor(options: SuiteOptions, journal: RunJournal, testbeds: Testbeds) {
    this.#options = options;
    this.#journal = journal;
    this.#testbeds = testbeds;
  }

  /** Those that have no record, in this call's part or not. */
  get left(): { readonly scenario: string; readonly id: PolicyCaseId }[] {
    return this.#journal.untriedIn(this.#options.run.plan);
  }

  /** How many of them this call tries. */
  get toDo(): number {
    const { policies, blocks } = this.#options;
    return (policies ?? blocks === undefined) ? this.left.length : 0;
  }

  /** @returns whether all were tried; else the deadline came first */
  async *run(): AsyncGenerator<Progress, boolean> {
    const { signal, deadline, store } = this.#options;
    if (this.toDo === 0) return true;
    for (const { scenario, id } of this.left) {
      signal.throwIfAborted();
      if (!fits(policyBoundSeconds, deadline)) return false;
      yield { kind: 'policy-started', scenario, case: id };
      const { record, outputs } = await this.#try(scenario, id);
      const raw =
        outputs.length > 0 ? { raw: await store.saveRaw(`policy-${scenario}-${id}`, 1, outputs) } : {};
      const whole = { ...record, ...raw };
      await this.#journal.append(whole);
      yield { kind: 'policy-finished', record: whole };
    }
    return true;
  }

  async #try(scenario: string, id: PolicyCaseId): Promise<PolicyTrial> {
    const opened = this.#testbeds.of(scenario);
    const untried = (reason: string) => ({ record: untriedPolicy(scenario, id, reason), outputs: [] });
    if (!opened) return untried('the scenario was never opened');
    if ('absence' in opened) return untried(opened.absence.reason);
    const { testbed } = opened;
    if (!testbed.tryPolicy) return untried('policies can be tried on clusters only');
    return testbed.tryPolicy(id, this.#options.signal);
  }
}
