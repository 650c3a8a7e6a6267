import { setTimeout as delay } from 'node:timers/promises';
import { type PolicyObject, policyObject } from '../../../../charts/policies.ts';
import type { PolicyAttempt, PolicyCase } from '../../../domain/policy/policy-case.ts';
import { type PolicyCaseId, policyMatrix } from '../../../domain/policy/policy-matrix.ts';
import {
  type AttemptRecord,
  type EnforcementDelay,
  observedOf,
  type PolicyObserved,
} from '../../../domain/policy/policy-record.ts';
import type { ToolOutput } from '../../../suite/ports.ts';
import type { Connection } from '../connection.ts';
import { execInContainer } from '../exec.ts';
import { attemptArgv, describeAttempt, readAttempt } from './attempt.ts';
import type { Peers } from './peers.ts';
import { isOffered, makePolicy, removePolicy, whyInvalid } from './policy-objects.ts';
import { untilRefused } from './watch-refusal.ts';

/** How long a policy may take to be enforced before it counts as not enforced, s. */
export const enforcePatienceSeconds = 15;
/** How long connections may take to pass again after the policy before, s. */
const releasePatienceSeconds = 15;

/** What executing a case gave. */
export interface ExecutedCase {
  readonly observed: PolicyObserved;
  readonly reason?: string;
  readonly attempts: readonly AttemptRecord[];
  readonly delays: readonly EnforcementDelay[];
  readonly outputs: readonly ToolOutput[];
}

/** Executes one case: without its policy, while it comes into force, with it. Keeps all that was printed. */
export class CaseExecution {
  readonly #connection: Connection;
  readonly #peers: Peers;
  readonly #signal: AbortSignal;
  readonly #case: PolicyCase;
  readonly #policy: PolicyObject | undefined;
  readonly #outputs: ToolOutput[] = [];
  readonly #delays: EnforcementDelay[] = [];
  #attempts: AttemptRecord[] = [];

  constructor(connection: Connection, peers: Peers, id: PolicyCaseId, signal: AbortSignal) {
    this.#connection = connection;
    this.#peers = peers;
    this.#signal = signal;
    this.#case = policyMatrix[id];
    this.#policy = policyObject(id);
  }

  /** Never throws but for the signal: what goes wrong is the reason why the case was not executed. */
  async run(): Promise<ExecutedCase> {
    try {
      return this.#ended(await this.#execute());
    } catch (error) {
      this.#signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      return this.#ended({ observed: 'not executed', reason });
    }
  }

  async #execute(): Promise<Pick<ExecutedCase, 'observed' | 'reason'>> {
    const { neverExecuted, times = 1 } = this.#case;
    if (neverExecuted !== undefined) return { observed: 'not executed', reason: neverExecuted };
    if (!this.#policy) throw new Error('there is no policy of this case');
    const { kind } = this.#policy;
    if (!(await isOffered(this.#connection, kind)))
      return { observed: 'not offered', reason: `the API server knows no ${kind}` };
    // Nothing is begun for a policy that the API server would not take.
    await makePolicy(this.#connection, this.#policy, { dryRun: true });
    for (let time = 1; time < times; time += 1) await this.#once(this.#policy, async () => {});
    let invalid: string | undefined;
    const policy = this.#policy;
    await this.#once(policy, async () => {
      if (policy.kind !== 'NetworkPolicy') invalid = await whyInvalid(this.#connection, policy);
      for (const [index, attempt] of this.#case.attempts.entries()) await this.#tryWithPolicy(index, attempt);
    });
    const seen = observedOf(this.#attempts);
    if (invalid !== undefined && seen === 'not enforced')
      return { observed: 'not offered', reason: `Cilium: ${invalid}` };
    if (seen !== undefined) return { observed: seen };
    const unclear = this.#attempts.find(({ after }) => after === 'unclear');
    return { observed: 'not executed', reason: `with the policy, ${unclear?.what}: ${unclear?.said}` };
  }

  /** Applies the policy, waits for it, looks, and removes it whatever happens. */
  async #once(policy: PolicyObject, look: () => Promise<void>): Promise<void> {
    await this.#untilAllPass();
    try {
      await this.#bringIntoForce(policy);
      await look();
    } finally {
      await removePolicy(this.#connection, policy);
    }
  }

  /** What is refused without a policy would prove nothing with it. */
  async #untilAllPass(): Promise<void> {
    const until = performance.now() + releasePatienceSeconds * 1000;
    this.#attempts = [];
    for (const attempt of this.#case.attempts) {
      let { outcome, said } = await this.#try(attempt);
      while (outcome === 'refused' && performance.now() < until) {
        await delay(200, undefined, { signal: this.#signal });
        ({ outcome, said } = await this.#try(attempt));
      }
      const what = describeAttempt(attempt);
      this.#attempts.push({ what, wanted: attempt.wanted, before: outcome, said });
      if (outcome !== 'passed') throw new Error(`without the policy, ${what}: ${said}`);
    }
  }

  async #bringIntoForce(policy: PolicyObject): Promise<void> {
    const attempt = this.#case.attempts.find(({ wanted }) => wanted === 'refused');
    if (!attempt) throw new Error('the case has nothing to be refused');
    const client = this.#peers.of(attempt.from).container;
    const request = { attempt, host: this.#peers.hostOf(attempt), seconds: enforcePatienceSeconds };
    const { output, delay: found } = await untilRefused(
      this.#connection,
      client,
      request,
      () => makePolicy(this.#connection, policy),
      this.#signal,
    );
    this.#outputs.push(output);
    if (found) this.#delays.push(found);
  }

  async #tryWithPolicy(index: number, attempt: PolicyAttempt): Promise<void> {
    let { outcome, said } = await this.#try(attempt);
    // A connection that is lost on a loaded node was refused by nobody; one that passes is never a mistake.
    for (let again = 0; again < 2 && outcome === 'refused' && attempt.wanted === 'passes'; again += 1)
      ({ outcome, said } = await this.#try(attempt));
    const before = this.#attempts[index];
    if (before) this.#attempts[index] = { ...before, after: outcome, said };
  }

  async #try(attempt: PolicyAttempt) {
    const client = this.#peers.of(attempt.from).container;
    const argv = attemptArgv(attempt, this.#peers.hostOf(attempt));
    const output = await execInContainer(
      this.#connection,
      client,
      argv,
      { timeoutSeconds: 15 },
      this.#signal,
    );
    this.#outputs.push(output);
    return readAttempt(output);
  }

  #ended(how: Pick<ExecutedCase, 'observed' | 'reason'>): ExecutedCase {
    return { ...how, attempts: this.#attempts, delays: this.#delays, outputs: this.#outputs };
  }
}
