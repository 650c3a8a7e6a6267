import { describe, expect, it } from '@jest/globals';
import { parseCounters } from '../../../../lib/targets/lab/model/counters.ts';

describe('parseCounters', () => {
  it('sums the processors of each counter', () => {
    const counted = (key: number, ...values: number[]) => ({
      formatted: { key, values: values.map((value, cpu) => ({ cpu, value })) },
    });
    const dump = JSON.stringify([counted(0, 1, 2), counted(2, 10, 0)]);
    expect(parseCounters(dump)).toMatchObject({ flowCreated: 3, toStack: 0, encapsulated: 10 });
  });

  it.each(['', '{}', '[{"formatted":{"key":0}}]'])('refuses %j', (dump) => {
    expect(() => parseCounters(dump)).toThrow();
  });
});
