import { asList, at, ofType, type Template } from '../../infra/support/template.ts';
import { rolesOf } from './permissions.ts';

/** Whom a stack lets into its cluster to measure, and what they may do there. */
export interface ClusterAccess {
  /** Logical ids of the functions whose role has the access entry. */
  readonly functions: readonly string[];
  /** Of RBAC, which the entry puts them into. */
  readonly groups: readonly string[];
  /** Roles and bindings. */
  readonly manifests: readonly unknown[];
}

export function accessOf(template: Template): ClusterAccess {
  // The other entry is that of CDK's kubectl, by a policy of EKS.
  const [[, entry] = [], ...others] = ofType(template, 'AWS::EKS::AccessEntry').filter(
    ([, { Properties }]) => Properties?.KubernetesGroups !== undefined,
  );
  if (!entry || others.length > 0) throw new Error('there is not one access entry with groups');
  const [role] = asList(at(entry, 'Properties.PrincipalArn.Fn::GetAtt'));
  const [, rules] =
    ofType(template, 'Custom::AWSCDK-EKS-KubernetesResource').find(([id]) => id.includes('Rules')) ?? [];
  return {
    functions: [...rolesOf(template)].flatMap(([id, own]) => (own === role ? [id] : [])),
    groups: asList(at(entry, 'Properties.KubernetesGroups')).map(String),
    manifests: JSON.parse(String(rules?.Properties?.Manifest)),
  };
}
