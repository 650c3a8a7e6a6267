import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { expect, it } from '@jest/globals';
import type { IndexRecord } from '../../lib/results/index-record.ts';
import { readLatest, writeLatest } from '../../lib/results/ssm-index.ts';
import { describeWithMoto } from './support/moto.ts';
import { startProxy } from './support/proxy.ts';

const finished = (day: number, run = `run-${day}`): IndexRecord => ({
  schemaVersion: 1,
  scenario: 'D+host-routing',
  run,
  target: 'kube',
  finishedAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`,
  results: { bucket: 'results', prefix: `runs/${run}/` },
  validity: { steps: 12, withoutValue: 0, disturbed: 0 },
  headlines: [],
  leftOut: 0,
});
const name = '/cni-bench/DPlusHostRouting/latest';

await describeWithMoto('the newest run of a scenario', ({ ssm, endpoint }) => {
  const latest = () => readLatest(ssm(), 'D+host-routing');

  it('is none at first, then the one that was written', async () => {
    expect(await latest()).toBeUndefined();
    expect(await writeLatest(ssm(), finished(2))).toEqual({ written: true });
    expect(await latest()).toEqual(finished(2));
    const { Parameter } = await ssm().send(new GetParameterCommand({ Name: name }));
    expect(JSON.parse(Parameter?.Value ?? '')).toMatchObject({ run: 'run-2' });
  });

  it('is replaced by a newer run only', async () => {
    await writeLatest(ssm(), finished(2));
    expect(await writeLatest(ssm(), finished(1))).toEqual({ written: false, newer: finished(2) });
    expect(await latest()).toEqual(finished(2));
    expect(await writeLatest(ssm(), finished(3))).toEqual({ written: true });
    expect(await latest()).toEqual(finished(3));
  });

  it('is the same whoever comes first when two were finished at one moment', async () => {
    for (const order of [
      ['a', 'b'],
      ['b', 'a'],
    ]) {
      for (const run of order) await writeLatest(ssm(), finished(2, run));
      expect(await latest()).toEqual(finished(2, 'b'));
    }
  });

  it('is not written again for the same run', async () => {
    await writeLatest(ssm(), finished(2));
    expect(await writeLatest(ssm(), finished(2))).toEqual({ written: true });
    const { Parameter } = await ssm().send(new GetParameterCommand({ Name: name }));
    expect(Parameter?.Version).toBe(1);
  });

  it('is the newest of many that come at once', async () => {
    await Promise.all([3, 1, 5, 2, 4].map((day) => writeLatest(ssm(), finished(day))));
    expect(await latest()).toEqual(finished(5));
  });

  it('is put again when an older run overwrote it between the put and the look', async () => {
    await writeLatest(ssm(), finished(1));
    let puts = 0;
    await using proxy = await startProxy(endpoint(), ({ target }) => {
      if (target !== 'AmazonSSM.PutParameter') return undefined;
      puts += 1;
      return puts === 1 ? { kind: 'followed', by: () => overwrite(finished(2)) } : undefined;
    });
    expect(await writeLatest(ssm(proxy.endpoint), finished(3))).toEqual({ written: true });
    expect(puts).toBe(2);
    expect(await latest()).toEqual(finished(3));
  });

  it('is not written over what is not of this program', async () => {
    await overwrite({ name: 'x' });
    await expect(writeLatest(ssm(), finished(1))).rejects.toThrow(`${name}: schemaVersion: `);
  });

  async function overwrite(value: object): Promise<void> {
    const parameter = { Name: name, Value: JSON.stringify(value), Type: 'String', Overwrite: true } as const;
    await ssm().send(new PutParameterCommand(parameter));
  }
});
