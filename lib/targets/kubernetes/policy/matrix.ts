import type { ClusterFacts } from '../../../domain/datapath/cluster-facts.ts';
import type { PolicyAttempt } from '../../../domain/policy/policy-case.ts';
import { expectationOf, meansOfCluster } from '../../../domain/policy/policy-engine.ts';
import { type PolicyCaseId, policyMatrix } from '../../../domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../../../domain/policy/policy-record.ts';
import type { PolicyTrial } from '../../../suite/ports.ts';
import type { Deployment } from '../deployment.ts';
import { CaseExecution, type ExecutedCase, enforcePatienceSeconds } from './execute-case.ts';
import { flowsSeen, whyNoHubble } from './hubble.ts';
import { Peers } from './peers.ts';
import { removePolicies } from './remove-policies.ts';

/** Tries the policies of the matrix on a cluster, one case at a time. */
export class PolicyTrials {
  readonly #deployment: Deployment;
  readonly #facts: ClusterFacts;
  readonly #scenario: string;
  #peers: Promise<Peers> | undefined;

  constructor(deployment: Deployment, facts: ClusterFacts, scenario: string) {
    this.#deployment = deployment;
    this.#facts = facts;
    this.#scenario = scenario;
  }

  /** @throws signal.reason when `signal` aborts; everything else is in the record */
  async execute(id: PolicyCaseId, signal: AbortSignal): Promise<PolicyTrial> {
    const startedAt = new Date();
    const began = performance.now();
    const policyCase = policyMatrix[id];
    const { peers, executed } = await this.#run(id, signal);
    const { outputs, ...found } = executed;
    const hubble =
      peers && executed.delays.length > 0
        ? await this.#askHubble(peers, policyCase.attempts, startedAt, signal)
        : { absent: 'nothing was refused' };
    const record: PolicyRecord = {
      type: 'policy',
      case: id,
      scenario: this.#scenario,
      startedAt: startedAt.toISOString(),
      durationMillis: performance.now() - began,
      expected: expectationOf(policyCase, meansOfCluster(this.#facts)),
      patienceSeconds: enforcePatienceSeconds,
      ...found,
      attempts: [...found.attempts],
      delays: [...found.delays],
      hubble,
    };
    return { record, outputs };
  }

  async #run(id: PolicyCaseId, signal: AbortSignal): Promise<{ peers?: Peers; executed: ExecutedCase }> {
    const { connection } = this.#deployment;
    try {
      this.#peers ??= this.#begin(signal);
      const peers = await this.#peers;
      return { peers, executed: await new CaseExecution(connection, peers, id, signal).run() };
    } catch (error) {
      signal.throwIfAborted();
      this.#peers = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      return { executed: { observed: 'not executed', reason, attempts: [], delays: [], outputs: [] } };
    }
  }

  /** Nothing of a killed run may stand in the way. */
  async #begin(signal: AbortSignal): Promise<Peers> {
    await removePolicies(this.#deployment.connection);
    return Peers.find(this.#deployment, signal);
  }

  /** Of what was to be refused; a name outside of the cluster has no address to ask for. */
  async #askHubble(
    peers: Peers,
    attempts: readonly PolicyAttempt[],
    since: Date,
    signal: AbortSignal,
  ): Promise<PolicyRecord['hubble']> {
    const absent = whyNoHubble(this.#facts.ciliumConfig);
    if (absent !== undefined) return { absent };
    const ways = attempts
      .filter(({ to }) => typeof to === 'string')
      .map((attempt) => ({
        from: peers.of(attempt.from),
        to: peers.of(attempt.to === 'other' ? 'other' : 'server'),
      }));
    return flowsSeen(this.#deployment, ways, since, signal);
  }
}
