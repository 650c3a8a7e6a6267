import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Images } from '../lib/domain/images.ts';
import { namespace, partOf } from './labels.ts';

/** What a user may vary about the workloads. */
export interface WorkloadOptions {
  /** Mirrors already applied. */
  readonly images: Images;
  /**
   * Measured clients stay off the nodes of cluster DNS, so that every lookup crosses the network. Needs a
   * node without DNS: off for clusters of two nodes.
   * @default true
   */
  readonly clientsApartFromDns?: boolean;
  /** Noted on the namespace, so that a run finds out on what it measures. @default nothing is noted */
  readonly scenario?: string;
}

/** The chart of one workload, in the namespace of all unless it needs another. */
export class Workload extends Chart {
  constructor(scope: Construct, id: string, where: string = namespace) {
    super(scope, id, { namespace: where, labels: partOf, disableResourceNameHashes: true });
  }
}
