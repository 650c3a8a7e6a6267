import type { PlanOptions } from '../options.ts';

/** What `run` was told on the command line. */
export interface RunOptions extends PlanOptions {
  readonly resume?: string;
  readonly campaign?: string;
  readonly results: string;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly pin: boolean;
  readonly spinners: boolean;
  readonly gate: boolean;
}
