import type { PolicyNeed } from './policy-engine.ts';

/**
 * Whom a case lets connect. `allowed`, `denied` and `server` are pods of the policy matrix, `other` is one in
 * a namespace of its own, `node` is the network of the clients' node.
 */
export type PolicyPeer = 'allowed' | 'denied' | 'other' | 'node';

/** One HTTP request, and what has to come of it. */
export interface PolicyAttempt {
  readonly from: PolicyPeer;
  /** A pod of the matrix, or a name outside of the cluster. */
  readonly to: 'server' | 'other' | { readonly name: string };
  /** `http` unless told otherwise; the second port answers HTTP, too. */
  readonly port: 'http' | 'second' | 'https';
  /** @default GET */
  readonly method?: 'GET' | 'POST';
  /** @default / */
  readonly path?: string;
  /** What comes of it once the policy is enforced. Without a policy every attempt passes. */
  readonly wanted: 'passes' | 'refused';
}

/** What a claim that nobody executed rests on. */
export interface Source {
  readonly says: string;
  readonly url: string;
}

/** A kind of policy, tried by one policy object and some connections. */
export interface PolicyCase {
  readonly title: string;
  readonly kind: 'NetworkPolicy' | 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';
  readonly needs: readonly PolicyNeed[];
  /** At least one of them is to be refused, or nothing would show that the policy is enforced. */
  readonly attempts: readonly PolicyAttempt[];
  /** How often it is applied and removed. @default 1 */
  readonly times?: number;
  /** Why no run ever executes it. */
  readonly neverExecuted?: string;
  /** What is known of it where it is not executed. */
  readonly known: readonly Source[];
}
