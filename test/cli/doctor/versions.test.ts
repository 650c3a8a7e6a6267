import { describe, expect, it } from '@jest/globals';
import { inspectVersions } from '../../../lib/cli/doctor/aws/versions.ts';
import { testedVersions } from '../../../lib/domain/versions.ts';

const stateOf = (id: string, name: keyof typeof testedVersions, on: string) =>
  inspectVersions(testedVersions[name], on).find((finding) => finding.id === id)?.state;

describe('the support of versions', () => {
  it.each([
    ['2025-11-26', 'ok'],
    ['2025-11-27', 'warning'],
    ['2026-11-26', 'warning'],
    ['2026-11-27', 'blocking'],
  ] as const)('on %s makes EKS 1.31 %s for those who deploy it', (on, state) => {
    expect(stateOf('eks:published', 'published', on)).toBe(state);
  });

  it('blocks nobody who deploys another version', () => {
    expect(stateOf('eks:published', 'default', '2026-11-27')).toBe('warning');
  });

  it('is unknown for a version without dates', () => {
    const untested = { name: 'untested', eks: '1.99', cilium: '1.20.0', kubectlLayer: 35 } as const;
    const [eks, cilium] = inspectVersions(untested, '2026-11-26');
    expect(eks).toMatchObject({ state: 'warning', found: 'EKS 1.99, support unknown' });
    expect(cilium).toMatchObject({ state: 'ok', found: 'Cilium 1.20.0, supported' });
  });
});
