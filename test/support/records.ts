import type { JournalRecord, StepRecord } from '../../lib/domain/journal.ts';
import type { ToolOutput } from '../../lib/suite/ports.ts';

/** What a store is given in tests; the records fit the run of `fakeRun`. */

export const begunRecord: JournalRecord = {
  type: 'session',
  at: '2026-01-01T00:00:00.000Z',
  event: 'begun',
};

export function stepRecord(attempt: number): StepRecord {
  return {
    type: 'step',
    step: 'b01-s4-A-rtt.via=pod',
    block: 0,
    services: 4,
    scenario: 'A',
    point: 'rtt.via=pod',
    attempt,
    testbed: 't1',
    accepted: true,
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMillis: 1,
    gateMillis: 0,
    samples: [{ metric: 'rtt.p50', outcome: 'value', value: 12.5 }],
    exits: [],
  };
}

/** What a tool printed, with characters that a careless store would change. */
export const oddOutput: ToolOutput = {
  argv: ['x'],
  stdout: 'ä\u0000"\n',
  stderr: '',
  exitCode: 0,
  signal: null,
  timedOut: false,
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMillis: 1,
};
