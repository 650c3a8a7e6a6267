/** How a latency came about. All but the first say something else than how long a message is on its way. */
export type LatencyMethod =
  | 'one at a time'
  /** A stream that fills the path: its own queue is in the figure. */
  | 'saturating stream'
  /** The time of a send call into a socket's buffer. */
  | 'send call'
  /** Several transactions are under way on one connection. */
  | 'several in flight'
  /** A process is started for each lookup. */
  | 'process start';

/** What the files of all tools can say, freed from each tool's words. Bit rates are in bit/s. */
export type ClaimBody =
  | {
      readonly kind: 'percentiles';
      readonly unit: string;
      readonly values: readonly { readonly percentile: number; readonly value: number }[];
    }
  | {
      readonly kind: 'udp rate';
      readonly rate: number;
      /** Absent when the receiver's rate is not in the file. */
      readonly received?: number;
      /** Absent when the file does not say. */
      readonly lossPercent?: number;
    }
  | { readonly kind: 'latency'; readonly text: string; readonly method: LatencyMethod }
  | { readonly kind: 'asked rate'; readonly asked: number; readonly reached: number; readonly unit: string }
  /** A rate that was asked for, beside the highest that the same server gave. */
  | { readonly kind: 'ceiling'; readonly asked: number; readonly reached: number; readonly most: number }
  /** Share of the time in which a connection waited for an answer, 0 to 1. */
  | {
      readonly kind: 'occupancy';
      readonly asked: number;
      readonly connections: number;
      readonly busyShare: number;
    }
  /** Processor time at the receiving end, in percent of what it could use. */
  | { readonly kind: 'processor'; readonly what: string; readonly usedPercent: number }
  /** How many runs stand behind the figures; absent when the file has no place for that. */
  | { readonly kind: 'repetitions'; readonly count?: number }
  /** A figure for which zero would mean that nothing was measured. */
  | { readonly kind: 'figure'; readonly name: string; readonly value: number; readonly zeroMeans: string }
  | { readonly kind: 'text for a number'; readonly text: string }
  | { readonly kind: 'tool error'; readonly message: string }
  | { readonly kind: 'failures'; readonly failed: number; readonly of: number; readonly worst: string }
  /** The file's label or name says that connections were made. */
  | {
      readonly kind: 'connections';
      readonly label: string;
      readonly opened: number;
      readonly requests: number;
    }
  /** A figure that follows from others in the file. */
  | {
      readonly kind: 'derived';
      readonly name: string;
      readonly value: number;
      readonly from: string;
      readonly expected: number;
      /** Relative. */
      readonly tolerance: number;
    };

/** A claim with where it stands: a JSON pointer (RFC 6901), or `line 4`. */
export type Claim = ClaimBody & { readonly at: string };
export type ClaimKind = Claim['kind'];
export type ClaimOf<K extends ClaimKind> = Extract<Claim, { readonly kind: K }>;
