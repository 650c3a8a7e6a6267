import type { JournalRecord } from '../domain/journal.ts';
import type { Run } from '../domain/run.ts';
import type { ToolOutput } from './ports.ts';

/** Where a run's results go. Nothing that was acknowledged is lost when the driver is killed. */
export interface ResultsStore extends AsyncDisposable {
  readonly run: Run;
  /** Every record so far, in the order written. A torn last line counts as never written. */
  records(): Promise<readonly JournalRecord[]>;
  /** Durable before it resolves. The same step and attempt twice is refused. */
  append(record: JournalRecord): Promise<void>;
  /**
   * Keeps what the tools printed; to be called before the record that names it.
   * @returns the path below the run, for the record
   */
  saveRaw(step: string, attempt: number, outputs: readonly ToolOutput[]): Promise<string>;
}
