import type { Run } from '../domain/run.ts';

/** What a target adds to the time that a tool itself takes, s. Guesses: a run's time left corrects them. */
export interface Pace {
  /** For each step: gate, counters, starting the tool, the journal. */
  readonly stepSeconds: number;
  /** For each change of the number of Services: until the datapath has taken the new ones over. */
  readonly servicesSeconds: number;
  /** For each Service that is made or removed. */
  readonly secondsPerService: number;
  /** For each case of the policy matrix. */
  readonly policySeconds: number;
}

/**
 * By kind of target; EKS is measured as any other Kubernetes is.
 * - `lab`: everything is a process on this host, and all rules are loaded in one go.
 * - `kube`: a step is up to seven commands by `exec` through the API server and counters of three nodes before
 *   and after, each a round trip of some hundred milliseconds. A Service is two objects, itself and its
 *   EndpointSlice. 100 objects a second are ten requests under way of 100 ms each: an API server lets 200 that
 *   write be under way (`--max-mutating-requests-inflight`) and promises 1 s for 99 % of them (Kubernetes' SLO).
 *   A policy is tried for 15 s where it is not enforced, and for a second for each connection that it refuses.
 */
export const paces: Readonly<Record<Run['target'], Pace>> = {
  lab: { stepSeconds: 0.15, servicesSeconds: 0.2, secondsPerService: 0, policySeconds: 0 },
  kube: { stepSeconds: 3, servicesSeconds: 10, secondsPerService: 2 / 100, policySeconds: 15 },
};
