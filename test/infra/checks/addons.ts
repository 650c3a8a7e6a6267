import type { Scenario } from '../../../lib/domain/scenario.ts';
import { ofType } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

function expected(scenario: Scenario): string[] {
  const names = ['coredns', 'eks-pod-identity-agent'];
  if (scenario.serviceLoadBalancing === 'kube-proxy-iptables') names.push('kube-proxy');
  if (scenario.cni === 'vpc-cni') names.push('vpc-cni');
  return names.sort();
}

/** The add-ons of a scenario: the pod identity agent in all five, or it would be a difference between them. */
export const addons: Check = {
  name: 'add-ons',
  problems(template, scenario) {
    const found = ofType(template, 'AWS::EKS::Addon');
    const names = found.map(([, { Properties }]) => String(Properties?.AddonName)).sort();
    const wanted = scenario ? expected(scenario) : [];
    const versions = found.flatMap(([id, { Properties }]) =>
      unmet([
        `${id}: a version of an add-on`,
        /^v\d+\.\d+\.\d+-eksbuild\.\d+$/.test(String(Properties?.AddonVersion ?? 'v0.0.0-eksbuild.1')),
      ]),
    );
    return [
      ...unmet([`${wanted.join(', ')}, not ${names.join(', ')}`, names.join() === wanted.join()]),
      ...versions,
    ];
  },
};
