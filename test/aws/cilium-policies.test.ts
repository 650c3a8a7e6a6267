import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { policyCaseIds } from '../../lib/domain/policy/policy-matrix.ts';
import { Benchmark } from './support/benchmark.ts';
import { type Cloud, describeWithMoto } from './support/moto.ts';
import { openSite, type Site } from './support/site.ts';

await describeWithMoto('the stage of policies where Cilium is', (cloud: Cloud) => {
  let site: Site;

  beforeAll(async () => {
    // The framework logs each event.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    site = await openSite('C');
  }, 180_000);
  afterAll(async () => site?.[Symbol.asyncDispose]());

  it('tries its kinds of policy, too, with the rights of the stack', async () => {
    await using bench = await Benchmark.deploy(site, cloud);
    const run = await bench.begun();
    expect(run.RunId).toMatch(/^c-quick-/);
    const { Data } = await bench.measure('policy', run);
    expect(Data).toEqual({ Outcome: 'measured', Done: '13', Of: '13' });
    const tried = await bench.policies(run.RunId);
    expect(tried.map(({ case: id, observed }) => [id, observed])).toEqual(
      policyCaseIds.map((id) => [id, id === 'host' ? 'not executed' : 'enforced']),
    );
    const removal = { RequestType: 'Delete', physicalResourceId: 'Stagepolicy' } as const;
    expect(await bench.measure('policy', run, removal)).toMatchObject({ Status: 'SUCCESS' });
    expect(bench.cluster.policies()).toEqual([]);
    expect(site.rbac.denied).toEqual([]);
    // Of the other rights the run of scenario A makes use.
    expect(site.rbac.unused.filter((right) => /policies|bench-other/.test(right))).toEqual([]);
  }, 180_000);
});
