import type { Run } from '../../domain/run.ts';
import type { ImageOptions } from '../image-options.ts';
import type { PlanOptions } from '../options.ts';

/** What `run` was told on the command line. */
export interface RunOptions extends PlanOptions, ImageOptions {
  readonly target: Run['target'];
  /** Of the kubeconfig; the current one where it is not given. */
  readonly context?: string;
  /** `auto`, or the name of a scenario that a cluster must be. */
  readonly scenario: string;
  readonly keep?: boolean;
  readonly resume?: string;
  readonly campaign?: string;
  readonly results: string;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly pin: boolean;
  readonly spinners: boolean;
  readonly gate: boolean;
}
