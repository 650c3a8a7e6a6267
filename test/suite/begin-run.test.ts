import { describe, expect, it } from '@jest/globals';
import { runSchema } from '../../lib/domain/run.ts';
import { beginRun, changesSince } from '../../lib/suite/begin-run.ts';
import { fakeRun } from '../support/fake-run.ts';
import { FakeTarget } from '../support/fake-target.ts';

const { signal } = new AbortController();

describe('beginning a run', () => {
  it('describes it in a form that is read back', async () => {
    const run = await beginRun(fakeRun().plan, new FakeTarget(), '1.2.3', signal);
    expect(runSchema.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
    expect(run).toMatchObject({
      tools: { fortio: '1.65.0' },
      environment: { kernel: 'fake' },
      target: 'lab',
    });
    expect(run.id).toMatch(/^\d{8}-\d{6}-quick-[0-9a-f]{4}$/);
  });

  it('sees what changed since', async () => {
    const run = { ...fakeRun(), tools: { fortio: '1.60.0', iperf3: '3.12' } };
    expect(await changesSince(run, new FakeTarget(), signal)).toEqual([
      'version of fortio: 1.60.0, now 1.65.0',
      'version of iperf3: 3.12, now absent',
    ]);
    const same = await beginRun(run.plan, new FakeTarget(), '1.2.3', signal);
    expect(await changesSince(same, new FakeTarget(), signal)).toEqual([]);
  });
});
