import { describe, expect, it } from '@jest/globals';
import type { ClusterFacts } from '../../../lib/domain/datapath/cluster-facts.ts';
import { expectationOf, meansOfCluster, meansOfScenario } from '../../../lib/domain/policy/policy-engine.ts';
import { policyCaseIds, policyMatrix } from '../../../lib/domain/policy/policy-matrix.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';

const facts = (change: Partial<ClusterFacts>): ClusterFacts => ({
  eks: false,
  cnis: [],
  nodes: [],
  ...change,
});
const expectations = (means: ReturnType<typeof meansOfCluster>) =>
  Object.fromEntries(policyCaseIds.map((id) => [id, expectationOf(policyMatrix[id], means)]));
const plainIds = policyCaseIds.filter((id) => policyMatrix[id].kind === 'NetworkPolicy');
const ciliumIds = policyCaseIds.filter((id) => policyMatrix[id].kind !== 'NetworkPolicy');
const each = (ids: readonly string[], value: string) => Object.fromEntries(ids.map((id) => [id, value]));

describe('the policy matrix', () => {
  it.each(policyCaseIds)('has in %s something to be refused, or says why it is never executed', (id) => {
    const { attempts, neverExecuted, known } = policyMatrix[id];
    expect(attempts.some(({ wanted }) => wanted === 'refused')).toBe(neverExecuted === undefined);
    expect(known.length).toBeGreaterThan(0);
    for (const { url } of known) expect(url).toMatch(/^https:\/\//);
  });

  it('has policies by pod, port, namespace, entity, name, method and path, cluster-wide and of hosts', () => {
    expect(policyCaseIds).toEqual([
      ...['deny-ingress', 'deny-egress', 'ingress-pods', 'ingress-ports', 'ingress-namespaces'],
      ...['egress-pods-and-ports', 'egress-namespaces', 'enforcement-delay'],
      ...['entities', 'fqdn', 'http-rules', 'cluster-wide', 'host'],
    ]);
  });
});

describe('what is to be expected', () => {
  it('in A on EKS: NetworkPolicy is enforced, and Cilium’s kinds are not offered', () => {
    expect(expectations(meansOfScenario(parseScenario('A')))).toEqual({
      ...each(plainIds, 'enforced'),
      ...each(ciliumIds, 'not offered'),
    });
  });

  it.each(['B', 'C', 'D', 'E', 'E-hubble-off'])('in %s on EKS: all but policies of hosts', (name) => {
    expect(expectations(meansOfScenario(parseScenario(name)))).toEqual({
      ...each(policyCaseIds, 'enforced'),
      host: 'not offered',
    });
  });

  it('where only kube-proxy is: nothing is enforced', () => {
    expect(expectations(meansOfCluster(facts({})))).toEqual({
      ...each(plainIds, 'not enforced'),
      ...each(ciliumIds, 'not offered'),
    });
  });

  it('with the VPC CNI: what its agent was told', () => {
    const engine = (networkPolicy: boolean) =>
      meansOfCluster(facts({ cnis: ['aws-node'], awsNode: { networkPolicy } })).engine;
    expect(engine(true)).toBe('vpc-cni');
    expect(engine(false)).toBe('none');
  });

  it('with another CNI: nothing is known', () => {
    expect(new Set(Object.values(expectations(meansOfCluster(facts({ cnis: ['calico-node'] })))))).toEqual(
      new Set(['unknown']),
    );
  });

  it.each([
    [{}, 'enforced', 'enforced', 'not offered'],
    [{ 'enable-l7-proxy': 'false' }, 'not offered', 'not offered', 'not offered'],
    [{ 'enable-host-firewall': 'true' }, 'enforced', 'enforced', 'enforced'],
  ])('with Cilium by its config: %j', (ciliumConfig: Record<string, string>, fqdn, http, host) => {
    const found = expectations(meansOfCluster(facts({ cnis: ['cilium'], ciliumConfig })));
    expect(found).toMatchObject({ entities: 'enforced', fqdn, 'http-rules': http, host });
  });
});
