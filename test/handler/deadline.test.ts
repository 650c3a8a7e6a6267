import { describe, expect, it } from '@jest/globals';
import type { CdkCustomResourceEvent } from 'aws-lambda';
import { answer, handler } from '../../lib/handler/deadline.ts';
import { createEvent, deleteEvent, updateEvent } from './support/events.ts';

const now = new Date('2026-11-23T12:00:00.123Z');
const hours = (value: unknown) => createEvent({ Hours: value });

describe('the deadline', () => {
  it('is that many hours from now, without milliseconds', () => {
    expect(answer(hours('7'), now).Data).toEqual({ DeleteAfter: '2026-11-23T19:00:00Z' });
  });

  it('moves when the hours change, under the same id', () => {
    const changed = answer(updateEvent({ Hours: '30' }, 'deadline'), now);
    expect(changed).toEqual({
      PhysicalResourceId: 'deadline',
      Data: { DeleteAfter: '2026-11-24T18:00:00Z' },
    });
  });

  it.each([undefined, '', 'soon', '0', '-1', 'Infinity'])('is refused for %j hours', (value) => {
    expect(() => answer(hours(value), now)).toThrow('Hours must be a positive number');
  });

  it('has nothing to do when it is deleted, whatever the hours were', () => {
    expect(answer(deleteEvent({ Hours: 'soon' }, 'deadline'), now)).toEqual({
      PhysicalResourceId: 'deadline',
    });
  });

  it('is counted from the present by the Lambda entry', async () => {
    const before = Date.now();
    const { Data } = await handler(hours('1') satisfies CdkCustomResourceEvent);
    expect(Date.parse(Data?.DeleteAfter) - before).toBeGreaterThanOrEqual(3_600_000 - 1000);
  });
});
