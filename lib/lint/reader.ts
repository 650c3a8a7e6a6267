import type { Claim } from './claim.ts';

/** A file of somebody else. */
export interface ForeignFile {
  /** As the user named it. */
  readonly name: string;
  readonly text: string;
  /** Absent when the text is not JSON. */
  readonly json?: unknown;
}

/** Knows one tool's output: what it looks like, and what it says. Pure. */
export interface Reader {
  /** As it stands in a sentence: `iperf3`, `Fortio`. */
  readonly title: string;
  /**
   * @returns every claim in the order of the file; undefined when the file is not of this tool
   */
  read(file: ForeignFile): Claim[] | undefined;
}
