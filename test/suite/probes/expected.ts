import { expect } from '@jest/globals';

/** A sample with this figure, to so many digits after the point. */
export const value = (metric: string, figure: number, digits: number) => ({
  metric,
  outcome: 'value',
  value: expect.closeTo(figure, digits),
});
