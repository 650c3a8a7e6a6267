import type { StageId } from '../../domain/stage.ts';
import type { Progress } from '../../suite/progress.ts';

/** How far a run is: steps and policies that count, and all of the plan. */
export interface Position {
  readonly done: number;
  readonly total: number;
}

/** Steps that gave no value, of one kind. */
export interface Trouble {
  readonly outcome: string;
  readonly reason: string;
  readonly steps: number;
}

/** What `watch` tells; the kinds that `run --json` has too mean the same. */
export type WatchEvent =
  /** A stack whose benchmark has not begun, each time its status changes. */
  | { readonly kind: 'stack'; readonly stack: string; readonly status: string; readonly reason?: string }
  /** What there was when the watch began. */
  | ({
      readonly kind: 'joined';
      readonly run: string;
      readonly scenarios: readonly string[];
      readonly profile: string;
      /** Those that have something to measure. */
      readonly stages: readonly { readonly id: StageId; readonly done: number; readonly total: number }[];
      readonly secondsLeft: number;
      readonly trouble: readonly Trouble[];
    } & Position)
  | { readonly kind: 'stage'; readonly stage: StageId; readonly done: number; readonly total: number }
  | (Extract<Progress, { kind: 'step-finished' }> & {
      readonly stage?: StageId;
      readonly secondsLeft: number;
    })
  | Extract<
      Progress,
      {
        kind:
          | 'scenario-unavailable'
          | 'scenario-mismatch'
          | 'block-voided'
          | 'step-repeated'
          | 'policy-finished';
      }
    >
  /** Steps that nobody executed, for one reason. */
  | ({ readonly kind: 'left-out'; readonly steps: number; readonly reason: string } & Position)
  | { readonly kind: 'stop-asked'; readonly at: string; readonly by: string }
  /** The lease has run out: nobody measures. */
  | { readonly kind: 'idle'; readonly since: string }
  | { readonly kind: 'measuring-again'; readonly holder: string }
  /** AWS did not answer as it should; it is asked again. */
  | { readonly kind: 'trouble'; readonly message: string }
  | { readonly kind: 'trouble-over' }
  | Ended;

/** The last event. */
export type Ended = {
  readonly kind: 'ended';
  /** `incomplete`: steps were left out. */
  readonly outcome: 'finished' | 'incomplete' | 'no-value' | 'stack-failed';
  /** The run, where it had begun. */
  readonly run?: string;
  readonly withoutValue: number;
  readonly at?: string;
  readonly reason?: string;
  /** Where the run lies. */
  readonly results?: string;
} & Position;
