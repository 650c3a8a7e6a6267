import type { JournalRecord, StepRecord } from '../../lib/domain/journal.ts';

/** Records of a journal that fit the run of `fakeRun`. */

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
