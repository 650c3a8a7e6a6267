import { deploymentFields } from '../../../lib/domain/deployment-fields.ts';
import { asList, at, ofType, type Template } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

const taintKey = 'node.cilium.io/agent-not-ready';

/** The nodes that are measured: one zone, one type, what their CNI needs and no more. */
export const nodes: Check = {
  name: 'nodes',
  problems(template, scenario) {
    const cilium = scenario?.cni === 'cilium';
    return ofType(template, 'AWS::EKS::Nodegroup').flatMap(([id, { Properties }]) => {
      const taints = asList(Properties?.Taints);
      const held = taints.some(
        (taint) => at(taint, 'Key') === taintKey && at(taint, 'Effect') === 'NO_EXECUTE',
      );
      const types = asList(Properties?.InstanceTypes);
      const sizes = Object.values(Object(Properties?.ScalingConfig));
      const policies = policiesOf(template, at(Properties, 'NodeRole'));
      return unmet(
        [`${id}: one subnet`, asList(Properties?.Subnets).length === 1],
        [`${id}: one instance type`, types.length === 1],
        [
          `${id}: an instance type`,
          types.every((type) => deploymentFields.instanceType.safeParse(type).success),
        ],
        [`${id}: Amazon Linux 2023`, Properties?.AmiType === 'AL2023_x86_64_STANDARD'],
        [`${id}: three nodes or more, always as many`, new Set(sizes).size === 1 && Number(sizes[0]) >= 3],
        [
          `${id}: a taint until Cilium runs, and only then`,
          held === cilium && taints.length === (cilium ? 1 : 0),
        ],
        [
          `${id}: the VPC CNI's policy where it runs only`,
          policies.includes('AmazonEKS_CNI_Policy') === !cilium,
        ],
      );
    });
  },
};

function policiesOf(template: Template, role: unknown): string {
  const id = String(asList(at(role, 'Fn::GetAtt'))[0]);
  return JSON.stringify(template.Resources[id]?.Properties?.ManagedPolicyArns ?? []);
}
