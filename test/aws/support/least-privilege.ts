import { ofType, type Template } from '../../infra/support/template.ts';
import { account, region } from './environment.ts';
import { bucket } from './moto.ts';
import { type Known, rolesOf } from './permissions.ts';
import { bucketParameter } from './synthesized.ts';

/** Functions of ours, by the beginnings of their logical ids. All others are CDK's. */
const functionsOfOurs =
  /^(?:Benchmark(?:OnEvent|BeginRun|Stage|FinishRun)|EniSweeperFunction|TimeToLiveDeadlineFunction)[0-9A-F]{8}$/;

/** Roles that no function of ours has, each with why nothing is to be proven of it here. */
const otherRoles: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/Provider(?:framework|waiterstatemachine)/, "CDK's provider framework: code and policies are CDK's"],
  [/^ClusterKubectlProviderHandler/, "CDK's function for kubectl and helm"],
  [/^TimeToLiveRole/, 'EventBridge Scheduler makes the one call that its target names'],
  [/^ClusterEksRole/, 'the control plane, by the policy that EKS asks for'],
  [/^NodesRole/, 'the nodes, by the policies that EKS asks for'],
  [/^CniOperatorRole/, "Cilium's operator, by the list in its documentation"],
];

/** What RBAC allows that a run which goes well does not need. */
export const forTrouble: readonly string[] = [
  // Where a level has somewhat fewer Services than the one before, which the shortest plan has not.
  'delete endpointslices in bench',
  // Where a tool goes on in its pod that nobody could end.
  'delete pods in bench',
  'delete services in bench',
];

/** Logical ids of the functions that are ours. */
export function ownFunctions(template: Template): string[] {
  return [...rolesOf(template).keys()].filter((id) => functionsOfOurs.test(id));
}

/** Roles of a template that are neither those of our functions nor known as somebody else's. */
export function unknownRoles(template: Template): string[] {
  const roles = rolesOf(template);
  const own = ownFunctions(template).map((id) => roles.get(id));
  return ofType(template, 'AWS::IAM::Role')
    .map(([id]) => id)
    .filter((id) => !own.includes(id) && !otherRoles.some(([pattern]) => pattern.test(id)));
}

/** What CloudFormation would know: @param vpcId of the stack's only VPC */
export function knownOf(template: Template, vpcId = 'vpc'): Known {
  const vpcs = ofType(template, 'AWS::EC2::VPC').map(([id]): [string, string] => [id, vpcId]);
  const references = new Map([
    ...vpcs,
    ['AWS::Partition', 'aws'],
    ['AWS::AccountId', account],
    ['AWS::Region', region],
  ]);
  return (reference) => (reference.startsWith(bucketParameter) ? bucket : references.get(reference));
}
