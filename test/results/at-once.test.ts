import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { atOnce } from '../../lib/results/at-once.ts';

const numbers = Array.from({ length: 100 }, (_, index) => index);

describe('many things at once', () => {
  it('come back in order, and never are more than sixteen', async () => {
    let [now, most] = [0, 0];
    const doubled = await atOnce(numbers, async (number) => {
      now += 1;
      most = Math.max(most, now);
      await turn();
      now -= 1;
      return [number];
    });
    expect(doubled).toEqual(numbers.map((number) => [number]));
    expect(most).toBe(16);
  });

  it('fail with the first failure, when nothing is under way any longer', async () => {
    const begun: number[] = [];
    let ended = 0;
    const all = atOnce(numbers, async (number) => {
      begun.push(number);
      await turn();
      if (number === 3) throw new Error('the first');
      await turn();
      ended += 1;
      if (number === 5) throw new Error('the second');
    });
    await expect(all).rejects.toThrow('the first');
    expect(begun).toHaveLength(16);
    expect(ended).toBe(15);
  });
});
