import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { type HeldByAnother, type Lease, takeLease } from '../../lib/results/s3-lease.ts';
import { putNew } from '../../lib/results/s3-objects.ts';
import { bucket, describeWithMoto } from './support/moto.ts';
import { startProxy } from './support/proxy.ts';

const seconds = 60;
const start = Date.parse('2026-01-01T00:00:00.000Z');

function taken(result: Lease | HeldByAnother): Lease {
  if (!result.held) throw new Error(`held by ${result.holder}`);
  return result;
}

await describeWithMoto('the lease of a run', ({ s3, endpoint }) => {
  let nowMillis = start;
  const place = (at?: string) => ({ client: s3(at), bucket, runId: 'r1' });
  const take = (holder: string, at?: string) =>
    takeLease(place(at), { holder, seconds, now: () => nowMillis });
  const pass = (passed: number) => {
    nowMillis += passed * 1000;
  };

  it('is one at a time, and says whose and until when', async () => {
    const lease = taken(await take('first'));
    expect(lease.untilMillis).toBe(nowMillis + seconds * 1000);
    const other = { held: false, holder: 'first', untilMillis: lease.untilMillis };
    expect(await take('second')).toEqual(other);
    // A repeated call of the same name is another caller too.
    expect(await take('first')).toEqual(other);
  });

  it('goes to one of many that come at once, new or run out', async () => {
    for (const _round of [1, 2]) {
      const tries = await Promise.all(Array.from({ length: 8 }, (_, index) => take(`holder ${index}`)));
      const winners = tries.filter((one) => one.held);
      expect(winners).toHaveLength(1);
      for (const one of tries)
        if (!one.held) expect(one.untilMillis).toBe(taken(winners[0] as Lease).untilMillis);
      pass(seconds);
    }
  });

  it('is taken over when it ran out, not a moment earlier, and its first holder learns of it', async () => {
    const first = taken(await take('first'));
    pass(seconds - 1);
    expect((await take('second')).held).toBe(false);
    pass(1);
    const second = taken(await take('second'));
    const known = { held: false, holder: 'second', untilMillis: second.untilMillis };
    expect(await first.renew()).toEqual(known);
    await first.release();
    expect(await take('third')).toEqual(known);
  });

  it('is kept by renewing it', async () => {
    const first = taken(await take('first'));
    pass(seconds / 2);
    const renewed = taken(await first.renew());
    pass(seconds / 2);
    expect(await take('second')).toEqual({ held: false, holder: 'first', untilMillis: renewed.untilMillis });
    // What was renewed is used up.
    expect((await first.renew()).held).toBe(false);
    expect((await renewed.renew()).held).toBe(true);
  });

  it('can be renewed after it ran out when nobody took it', async () => {
    const first = taken(await take('first'));
    pass(2 * seconds);
    expect((await first.renew()).held).toBe(true);
  });

  it('is free at once when it is released', async () => {
    await taken(await take('first')).release();
    expect((await take('second')).held).toBe(true);
  });

  it('is held when S3 has written it and the answer was lost', async () => {
    let first = true;
    await using proxy = await startProxy(endpoint(), ({ method }) => {
      if (method !== 'PUT' || !first) return undefined;
      first = false;
      return { kind: 'unanswered' };
    });
    const lease = taken(await take('first', proxy.endpoint));
    expect(proxy.asked.filter(({ method }) => method === 'PUT')).toHaveLength(2);
    expect((await lease.renew()).held).toBe(true);
  });

  it('is nobody’s when its object was removed', async () => {
    const lease = taken(await take('first'));
    await s3().send(new DeleteObjectCommand({ Bucket: bucket, Key: 'runs/r1/lease.json' }));
    expect(await lease.renew()).toEqual({ held: false, holder: 'nobody', untilMillis: nowMillis });
    expect((await take('second')).held).toBe(true);
  });

  it('is not taken where something else stands', async () => {
    await putNew(place(), 'lease.json', Buffer.from('{}'));
    await expect(take('first')).rejects.toThrow(`s3://${bucket}/runs/r1/lease.json: holder: `);
  });
});
