import type { StepRecord } from '../domain/journal.ts';
import type { Step } from '../domain/plan.ts';
import type { PolicyCaseId } from '../domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../domain/policy/policy-record.ts';

/** What the suite tells while it runs; it never prints. The CLI and the Lambda render it. */
export type Progress =
  | { readonly kind: 'scenario-opened'; readonly scenario: string; readonly tookMillis: number }
  | { readonly kind: 'scenario-unavailable'; readonly scenario: string; readonly reason: string }
  | {
      readonly kind: 'scenario-mismatch';
      readonly scenario: string;
      readonly mismatches: readonly string[];
    }
  | { readonly kind: 'block-voided'; readonly block: number; readonly reason: string }
  | {
      readonly kind: 'step-started';
      readonly step: Step;
      readonly done: number;
      readonly total: number;
      readonly secondsLeft: number;
    }
  | { readonly kind: 'step-repeated'; readonly step: Step; readonly why: string }
  | {
      readonly kind: 'step-finished';
      readonly step: Step;
      readonly record: StepRecord;
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'policy-started'; readonly scenario: string; readonly case: PolicyCaseId }
  | { readonly kind: 'policy-finished'; readonly record: PolicyRecord }
  /** The last event of a call: how it ended. Only after `finished` nothing is left to do. */
  | {
      readonly kind: 'interrupted' | 'out-of-time' | 'part-finished' | 'finished';
      readonly done: number;
      readonly total: number;
    };
