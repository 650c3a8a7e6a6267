import { describe, expect, it } from '@jest/globals';
import { buildPlan } from '../../lib/suite/build-plan.ts';
import { fits, stepBound } from '../../lib/suite/deadline.ts';
import { probes } from '../../lib/suite/probes/registry.ts';
import { profileIds } from '../../lib/suite/profiles.ts';
import { contextFor } from './probes/context.ts';

const clockAt = (now: number, atMillis: number) => ({ atMillis, nowMillis: () => now });

describe('what fits before a deadline', () => {
  it('is what ends by then at the latest', () => {
    expect(fits(2, clockAt(1000, 3000))).toBe(true);
    expect(fits(2, clockAt(1001, 3000))).toBe(false);
    expect(fits(1e9, undefined)).toBe(true);
  });
});

describe.each([...profileIds])('the bound of every step of the profile %s', (profile) => {
  const plan = buildPlan({ profile, seed: 1, scenarios: ['A'] });
  const bound = stepBound(plan, probes);

  it('covers what is expected, and a first command that hangs until it is killed', () => {
    for (const point of plan.points) {
      const probe = probes.get(point.probe);
      if (!probe) throw new Error(`no probe ${point.probe}`);
      const seconds = bound({ id: point.id, scenario: 'A', point: point.id });
      const first = probe.next(contextFor(point.params, point.seconds), []);
      expect(first?.timeoutSeconds).toBeLessThanOrEqual(
        seconds - probe.expectedSeconds(point.params, point.seconds) + point.seconds,
      );
      expect(seconds).toBeGreaterThan(probe.expectedSeconds(point.params, point.seconds));
    }
  });
});
