import type { JournalRecord, StepRecord } from '../../lib/domain/journal.ts';
import type { Run } from '../../lib/domain/run.ts';
import type { ToolOutput } from '../../lib/suite/ports.ts';
import type { ResultsStore } from '../../lib/suite/results-store.ts';

/** A results store in memory that remembers the order of things. */
export class MemoryStore implements ResultsStore {
  readonly run: Run;
  readonly all: JournalRecord[] = [];
  readonly raw = new Map<string, { readonly outputs: readonly ToolOutput[]; readonly after: number }>();

  constructor(run: Run) {
    this.run = run;
  }

  async records(): Promise<readonly JournalRecord[]> {
    return [...this.all];
  }

  async append(record: JournalRecord): Promise<void> {
    this.all.push(record);
  }

  async saveRaw(step: string, attempt: number, outputs: readonly ToolOutput[]): Promise<string> {
    const path = `raw/${step}.${attempt}.json`;
    this.raw.set(path, { outputs, after: this.all.length });
    return path;
  }

  /** Whether the raw output of a record was kept before the record. */
  rawBefore(record: StepRecord): boolean {
    const saved = record.raw === undefined ? undefined : this.raw.get(record.raw);
    return saved !== undefined && saved.after <= this.all.indexOf(record);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
