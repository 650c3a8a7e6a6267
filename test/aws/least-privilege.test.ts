import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { stageIds } from '../../lib/domain/stage.ts';
import { applied } from '../infra/support/mistakes.ts';
import type { Template } from '../infra/support/template.ts';
import { type Call, callOf } from './support/aws-calls.ts';
import { Benchmark } from './support/benchmark.ts';
import { accessOf, type ClusterAccess } from './support/cluster-access.ts';
import { forTrouble, knownOf, ownFunctions, unknownRoles } from './support/least-privilege.ts';
import { type Cloud, describeWithMoto } from './support/moto.ts';
import { judgeCalls, nameOf } from './support/permissions.ts';
import { Rbac } from './support/rbac.ts';
import { oneActionLess, oneActionMore, oneRuleLess, oneVerbMore } from './support/rights-mutations.ts';
import { openSite, type Site } from './support/site.ts';
import { contextOf, type LeftVpc, leftVpc, sweptBy } from './support/sweep.ts';

const minutes = 60_000;

await describeWithMoto('what a stack lets its functions do', (cloud: Cloud) => {
  let site: Site;
  let access: ClusterAccess;
  let left: LeftVpc;
  let calls: readonly Call[];

  beforeAll(async () => {
    // The framework logs each event.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    site = await openSite('C');
    access = accessOf(site.stack.template);
  }, 3 * minutes);
  afterAll(async () => site?.[Symbol.asyncDispose]());

  const judged = (template: Template) =>
    judgeCalls(template, ownFunctions(template), calls, knownOf(template, left.id));
  const judgedInCluster = (manifests: readonly unknown[]) => {
    const rbac = new Rbac(manifests, access.groups);
    for (const one of site.rbac.asked) rbac.allows(one);
    return { missing: rbac.denied, unused: rbac.unused.filter((right) => !forTrouble.includes(right)) };
  };

  /** A run from Create to Delete, after one that died, and one that is deleted before it is measured. */
  async function runAndDelete(): Promise<void> {
    await using bench = await Benchmark.deploy(site, cloud);
    bench.cluster.forgetLease();
    const run = await bench.begun();
    for (const stage of stageIds) {
      await bench.measure(stage, run);
      const { planned, records } = await bench.counted(run.RunId, stage);
      expect([stage, records]).toEqual([stage, planned]);
    }
    expect(await bench.finish(run)).toMatchObject({ Status: 'SUCCESS' });
    const stopped = await bench.begun('another');
    for (const one of [run, stopped])
      for (const stage of stageIds.toReversed()) {
        const removal = { RequestType: 'Delete', physicalResourceId: `Stage${stage}` } as const;
        expect(await bench.measure(stage, one, removal)).toMatchObject({ Status: 'SUCCESS' });
      }
    expect(await bench.keys(stopped.RunId)).toContain('stop.json');
  }

  it(
    'is what they do while it is deployed, when it is deleted, and nothing else',
    async () => {
      await runAndDelete();
      left = await leftVpc(cloud.endpoint());
      const deployed = { bucket: '', endpoint: '', certificateAuthority: '' };
      const swept = await sweptBy(
        site.stack.function('EniSweeperFunction', deployed),
        left,
        cloud.endpoint(),
      );
      calls = [...site.asked, ...swept].map((asked) => callOf(asked, contextOf(left)));
      expect(judged(site.stack.template)).toEqual({ missing: [], unused: [] });
      expect(judgedInCluster(access.manifests)).toEqual({ missing: [], unused: [] });
      expect(new Set(calls.map(({ caller }) => nameOf(caller)))).toEqual(
        new Set(['BenchmarkBeginRun', 'BenchmarkStage', 'BenchmarkFinishRun', 'EniSweeperFunction']),
      );
    },
    6 * minutes,
  );

  it('is judged for every role, but for those that other people’s programs have', () => {
    expect(unknownRoles(site.stack.template)).toEqual([]);
    expect(ownFunctions(site.stack.template).map(nameOf).sort()).toEqual([
      ...['BenchmarkBeginRun', 'BenchmarkFinishRun', 'BenchmarkOnEvent', 'BenchmarkStage'],
      ...['EniSweeperFunction', 'TimeToLiveDeadlineFunction'],
    ]);
  });

  it('would not be enough without any one of the actions', () => {
    const mutations = oneActionLess(site.stack.template);
    expect(mutations).toHaveLength(11);
    for (const { what, edits, named } of mutations) {
      const { missing } = judged(applied(site.stack.template, edits));
      expect([what, missing]).toEqual([what, expect.arrayContaining([expect.stringContaining(named)])]);
    }
  });

  it('would be too much with one action, statement or policy of AWS more', () => {
    for (const { what, edits, named } of oneActionMore(site.stack.template)) {
      const { missing, unused } = judged(applied(site.stack.template, edits));
      expect([what, missing, unused]).toEqual([what, [], [expect.stringContaining(named)]]);
    }
  });

  it('would not be enough in the cluster without any verb, resource or binding', () => {
    const mutations = oneRuleLess(access.manifests, access.groups);
    const needed = mutations.filter(({ lost }) => lost.some((right) => !forTrouble.includes(right)));
    expect(needed.length).toBeGreaterThan(40);
    for (const { what, manifests } of needed)
      expect([what, judgedInCluster(manifests).missing]).not.toEqual([what, []]);
    // The others are the rights for trouble, which no run here is in.
    const rest = mutations.filter((mutation) => !needed.includes(mutation)).flatMap(({ lost }) => lost);
    expect(new Set(rest)).toEqual(new Set(forTrouble));
  });

  it('would be too much in the cluster with a verb more in any rule', () => {
    for (const { what, manifests } of oneVerbMore(access.manifests, 'patch')) {
      const { missing, unused } = judgedInCluster(manifests);
      expect([what, missing, unused.filter((right) => !right.startsWith('patch '))]).toEqual([what, [], []]);
      expect(unused.length).toBeGreaterThan(0);
    }
  });
});
