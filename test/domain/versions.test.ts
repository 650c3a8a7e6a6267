import { describe, expect, it } from '@jest/globals';
import { ciliumIsSupported, eksSupport, eksSupportOn } from '../../lib/domain/version-support.ts';
import { chooseVersions, testedVersions } from '../../lib/domain/versions.ts';

describe('versions', () => {
  it('are the named combination', () => {
    expect(chooseVersions({ versions: 'published', untested: false })).toEqual(testedVersions.published);
  });

  it('are recognised when they are spelt out', () => {
    const { eks, cilium } = testedVersions.published;
    expect(chooseVersions({ versions: 'default', eks, cilium, untested: false }).name).toBe('published');
  });

  it.each([
    ['1.30', 31],
    ['1.32', 31],
    ['1.34', 35],
    ['1.36', 35],
  ])('of EKS %s, untested, take the kubectl layer v%i', (eks, kubectlLayer) => {
    const chosen = chooseVersions({ versions: 'default', eks, untested: true });
    expect(chosen).toEqual({ name: 'untested', eks, cilium: testedVersions.default.cilium, kubectlLayer });
  });

  it('have a kubectl that serves the cluster', () => {
    for (const { eks, kubectlLayer } of Object.values(testedVersions))
      expect(Math.abs(Number(eks.split('.')[1]) - kubectlLayer)).toBeLessThanOrEqual(1);
  });
});

describe('support', () => {
  it.each([
    ['1.31', '2026-11-23', 'extended'],
    ['1.31', '2026-11-26', 'extended'],
    ['1.31', '2026-11-27', 'ended'],
    ['1.35', '2026-11-23', 'standard'],
    ['1.35', '2027-03-28', 'extended'],
    ['1.99', '2026-11-23', 'unknown'],
  ])('of EKS %s on %s: %s', (eks, date, state) => {
    expect(eksSupportOn(eks, date)).toBe(state);
  });

  it('is known for the tested versions, and standard for the default when it was chosen', () => {
    for (const { eks } of Object.values(testedVersions)) expect(eksSupport).toHaveProperty([eks]);
    expect(eksSupportOn(testedVersions.default.eks, '2026-11-23')).toBe('standard');
    expect(ciliumIsSupported(testedVersions.default.cilium)).toBe(true);
    expect(ciliumIsSupported(testedVersions.published.cilium)).toBe(false);
  });
});
