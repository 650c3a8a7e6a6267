import type { ClusterFacts } from '../datapath/cluster-facts.ts';
import type { Scenario } from '../scenario.ts';
import type { PolicyCase } from './policy-case.ts';

/** Who enforces policies in a cluster. */
export type PolicyEngine = 'cilium' | 'vpc-cni' | 'none' | 'unknown';

/** What a case needs beside a cluster that takes its object. */
export const policyNeeds = {
  'cilium-crds': 'the custom resources of Cilium',
  'l7-proxy': "Cilium's proxy for names and HTTP (l7Proxy)",
  envoy: 'Envoy, which looks into HTTP',
  'host-firewall': "Cilium's host firewall (hostFirewall.enabled)",
} as const;
export type PolicyNeed = keyof typeof policyNeeds;

/** What a cluster has for policies. */
export interface PolicyMeans {
  readonly engine: PolicyEngine;
  readonly has: ReadonlySet<PolicyNeed>;
}

/**
 * What is to be expected of a case: `not offered` where the CNI does not know its kind of policy, `unknown`
 * where nothing of ours says what the CNI does.
 */
export const policyExpectations = ['enforced', 'not enforced', 'not offered', 'unknown'] as const;
export type PolicyExpectation = (typeof policyExpectations)[number];

/** What a scenario has on EKS: the VPC CNI with its policy agent, or Cilium as its chart comes, with Envoy. */
export function meansOfScenario({ cni }: Scenario): PolicyMeans {
  return cni === 'vpc-cni'
    ? { engine: 'vpc-cni', has: new Set() }
    : { engine: 'cilium', has: new Set(['cilium-crds', 'l7-proxy', 'envoy']) };
}

/** What a cluster has, by its agents and by `cilium-config`. kube-proxy enforces no policy. */
export function meansOfCluster({ cnis, awsNode, ciliumConfig = {} }: ClusterFacts): PolicyMeans {
  const on = (key: string) => ciliumConfig[key] === 'true';
  if (cnis.includes('cilium')) {
    const has = new Set<PolicyNeed>(['cilium-crds']);
    // On is the agent's default; Envoy comes with it, in the agent's own image or as a DaemonSet.
    if (ciliumConfig['enable-l7-proxy'] !== 'false') has.add('l7-proxy').add('envoy');
    if (on('enable-host-firewall')) has.add('host-firewall');
    return { engine: 'cilium', has };
  }
  if (awsNode?.networkPolicy === true) return { engine: 'vpc-cni', has: new Set() };
  return { engine: cnis.every((name) => name === 'aws-node') ? 'none' : 'unknown', has: new Set() };
}

/** What of a case's needs is not there. */
export function missingNeeds({ needs }: PolicyCase, { has }: PolicyMeans): PolicyNeed[] {
  return needs.filter((need) => !has.has(need));
}

/** What is to be expected of a case with these means. */
export function expectationOf(policyCase: PolicyCase, means: PolicyMeans): PolicyExpectation {
  const ofCilium = policyCase.kind !== 'NetworkPolicy';
  if (ofCilium && (means.engine === 'vpc-cni' || means.engine === 'none')) return 'not offered';
  if (means.engine === 'unknown') return 'unknown';
  if (means.engine === 'none') return 'not enforced';
  return missingNeeds(policyCase, means).length > 0 ? 'not offered' : 'enforced';
}
