import { describe, expect, it } from '@jest/globals';
import { profileIds } from '../../lib/domain/profile-id.ts';
import { timeToLiveHours } from '../../lib/domain/time-to-live.ts';

describe('the time to live', () => {
  it('is a quarter longer than creation, five stages of 45 minutes and deletion', () => {
    expect(timeToLiveHours('standard')).toBe(7);
  });

  it.each(profileIds)('of %s is whole hours that a user could have asked for', (profile) => {
    const hours = timeToLiveHours(profile);
    expect(Number.isInteger(hours)).toBe(true);
    expect(hours).toBeGreaterThanOrEqual(3);
    expect(hours).toBeLessThanOrEqual(72);
  });

  it('is longer for what measures longer', () => {
    expect(timeToLiveHours('full')).toBeGreaterThan(timeToLiveHours('standard'));
    expect(timeToLiveHours('standard')).toBeGreaterThan(timeToLiveHours('quick'));
  });
});
