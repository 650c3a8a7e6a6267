import { describe, expect, it } from '@jest/globals';
import { TimeLeft } from '../../lib/suite/time-left.ts';

describe('the time left', () => {
  const expected = new Map([
    ['a', 10],
    ['b', 10],
    ['c', 20],
  ]);

  it('is what is expected of the steps to do', () => {
    expect(new TimeLeft(expected, ['b', 'c']).seconds).toBe(30);
  });

  it('is corrected by what finished steps really took', () => {
    const left = new TimeLeft(expected, expected.keys());
    left.finished('a', 20);
    expect(left.seconds).toBe(60);
  });

  it('grows when finished steps are to do once more', () => {
    const left = new TimeLeft(expected, expected.keys());
    left.finished('a', 10);
    left.again(['a']);
    expect(left.seconds).toBe(40);
  });

  it('learns nothing from a step that was not executed', () => {
    const left = new TimeLeft(expected, expected.keys());
    left.finished('a', 0);
    expect(left.seconds).toBe(30);
  });
});
