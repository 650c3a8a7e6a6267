import type { Run } from '../domain/run.ts';
import type { Deadline } from './deadline.ts';
import type { DisturbancePolicy } from './disturbance.ts';
import type { Target } from './ports.ts';
import type { Probe } from './probe.ts';
import type { ResultsStore } from './results-store.ts';

/** What a call of the suite executes, on what, and until when. */
export interface SuiteOptions {
  readonly run: Run;
  readonly target: Target;
  readonly store: ResultsStore;
  readonly probes: ReadonlyMap<string, Probe>;
  readonly signal: AbortSignal;
  /** Indexes of the blocks that this call measures; the others are left to other calls. @default all */
  readonly blocks?: ReadonlySet<number>;
  /** Whether this call tries the plan's policies. @default when it measures all blocks */
  readonly policies?: boolean;
  /** No step begins that might not end by then; what is left is for the next call. */
  readonly deadline?: Deadline;
  /** Measure a scenario whose datapath is not what it claims, too. */
  readonly force?: boolean;
  readonly disturbance?: DisturbancePolicy;
  /** Kept in the journal where the run begins or goes on, such as what changed since it was begun. */
  readonly remark?: string;
}
