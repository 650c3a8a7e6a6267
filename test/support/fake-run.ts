import type { Run } from '../../lib/domain/run.ts';
import { buildPlan, type PlanRequest } from '../../lib/suite/build-plan.ts';
import { OutputError, type Probe } from '../../lib/suite/probe.ts';
import { profiles } from '../../lib/suite/profiles.ts';

/** A run of the quick profile's rtt and connect points, small enough to execute in a test. */
export function fakeRun(request: Partial<PlanRequest> = {}): Run {
  return {
    schemaVersion: 1,
    id: '20260101-000000-quick-test',
    createdAt: '2026-01-01T00:00:00.000Z',
    generator: 'test',
    target: 'lab',
    plan: buildPlan({
      profile: 'quick',
      seed: 7,
      scenarios: ['A', 'C'],
      only: ['rtt', 'connect'],
      blocks: 2,
      ...request,
    }),
    environment: { kernel: 'fake' },
    tools: { fortio: '1.65.0' },
  };
}

/** For every probe of the profiles one that runs `measure` once and reads `rtt.p50` from `{"ok":true}`. */
export const fakeProbes: ReadonlyMap<string, Probe> = new Map(
  Object.values(profiles)
    .flatMap((profile) => profile.entries.map((entry) => entry.point.probe))
    .map((id): [string, Probe] => [
      id,
      {
        id,
        title: id,
        tools: [],
        metrics: () => ['rtt.p50'],
        expectedSeconds: () => 1,
        next: (_context, outputs) =>
          outputs.length > 0
            ? undefined
            : { role: 'client', argv: ['measure', id], timeoutSeconds: 5, placement: 'same-core' },
        parse: (outputs) => {
          if (outputs[0]?.stdout !== '{"ok":true}') throw new OutputError('not what measure prints');
          return [{ metric: 'rtt.p50', outcome: 'value', value: 10 }];
        },
      },
    ]),
);
