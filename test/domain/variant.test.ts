import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { tuningIds, withRequirements } from '../../lib/domain/tuning.ts';
import { missingRequirements, parseVariant } from '../../lib/domain/variant.ts';

describe('a variant', () => {
  it.each([
    ['D+host-routing', ['socket-lb', 'host-routing', 'bpf-masquerade', 'native-routing']],
    ['E-hubble-off-bbr', tuningIds.filter((id) => id !== 'hubble-off' && id !== 'bbr')],
    ['C+bandwidth-manager', ['socket-lb', 'bandwidth-manager']],
  ])('%s has these tunings', (name, tunings) => {
    expect(parseVariant(name).tunings).toEqual(tunings);
  });

  it.each([
    ['C', /a variant adds or removes/],
    ['D+bbr~twin', /second copy/],
    ['A+hubble-off', /only Cilium/],
    ['C-socket-lb', /another of the five/],
    ['B+bpf-masquerade', /socket-lb makes another/],
    ['E-host-routing', /bbr needs host-routing/],
    ['D-bbr', /D does not have bbr/],
  ])('%s is refused', (name, reason) => {
    expect(() => parseVariant(name)).toThrow(reason);
  });
});

it('a tuning with its requirements lacks none, and comes last', () => {
  fc.assert(
    fc.property(fc.constantFrom(...tuningIds), (id) => {
      const all = withRequirements(id);
      expect(missingRequirements(all)).toEqual([]);
      expect(all.at(-1)).toBe(id);
    }),
  );
});
