import { logGroupOf } from '../support/log-groups.ts';
import { orderOf } from '../support/order.ts';
import { ofType, type Template } from '../support/template.ts';
import type { Check } from './check.ts';

const idsOf = (type: string) => (template: Template) => ofType(template, type).map(([id]) => id);
const addon = (name: string) => (template: Template) =>
  ofType(template, 'AWS::EKS::Addon').flatMap(([id, { Properties }]) =>
    Properties?.AddonName === name ? [id] : [],
  );
const startingWith = (prefix: string) => (template: Template) =>
  Object.keys(template.Resources).filter((id) => id.startsWith(prefix));

const cluster = idsOf('AWS::EKS::Cluster');
const nodes = idsOf('AWS::EKS::Nodegroup');
const cilium = idsOf('Custom::AWSCDK-EKS-HelmChart');
const sweep = idsOf('Custom::EniSweeper');
const vpc = idsOf('AWS::EC2::VPC');
const manifests = idsOf('Custom::AWSCDK-EKS-KubernetesResource');
const workloads = startingWith('WorkloadsManifest');
const rules = startingWith('BenchmarkAccessRules');
const kubectlEntry = startingWith('ClusterEksKubectlAccess');
const measuringEntry = startingWith('BenchmarkAccessEntry');
const begin = idsOf('Custom::BeginRun');
const stages = idsOf('Custom::Stage');
const schedule = idsOf('AWS::Scheduler::Schedule');

/** Pairs of later and earlier: created in this order, deleted in the reverse. */
const pairs = [
  [nodes, cilium, 'without a CNI nodes never become ready'],
  [nodes, addon('vpc-cni'), 'without a CNI nodes never become ready'],
  [nodes, addon('kube-proxy'), 'without kube-proxy nothing reaches the API by its Service'],
  [nodes, addon('eks-pod-identity-agent'), 'the operator would find no credentials'],
  [nodes, idsOf('AWS::EC2::NatGateway'), 'nodes pull their images through it'],
  [nodes, sweep, 'interfaces are swept when the nodes are gone'],
  [cilium, sweep, 'interfaces are swept when the operator is gone'],
  [addon('vpc-cni'), sweep, 'interfaces are swept when the CNI is gone'],
  [cilium, kubectlEntry, 'helm needs access, also to uninstall'],
  [cilium, idsOf('AWS::EKS::PodIdentityAssociation'), 'the operator needs its role from the start'],
  [sweep, cluster, 'what is left behind holds the security group of the cluster'],
  [cluster, vpc, 'the VPC cannot go before the cluster'],
  [cluster, idsOf('AWS::EC2::NatGateway'), 'the network is one piece'],
  [addon('coredns'), nodes, 'without nodes it stays DEGRADED'],
  [workloads, addon('coredns'), 'clients look names up'],
  [manifests, kubectlEntry, 'kubectl needs access, also to delete'],
  [rules, workloads, 'a role needs its namespace'],
  [begin, workloads, 'a run is of what is there'],
  [begin, rules, 'the handlers ask the API server'],
  [begin, measuringEntry, 'the handlers ask the API server'],
  [stages, begin, 'a stage is of a run'],
  [idsOf('Custom::FinishRun'), stages, 'a run ends after its stages'],
  [vpc, schedule, 'a deletion that fails must be tried again'],
  [idsOf('AWS::EC2::EIP'), schedule, 'a deletion that fails must be tried again'],
  [schedule, startingWith('TimeToLiveRole'), 'the schedule needs its role to the end'],
] as const;

/**
 * A custom resource is deleted by its provider, so the provider's policies must outlive it; and its log groups,
 * since a function makes a missing one anew, which then stays for ever.
 */
function outlivesItsProvider(template: Template): string[] {
  const { after } = orderOf(template);
  const policies = idsOf('AWS::IAM::Policy')(template);
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type.startsWith('Custom::'))
    .flatMap(([id]) => {
      const functions = idsOf('AWS::Lambda::Function')(template).filter((name) => after(id, name));
      const needed = functions.flatMap((name) => [
        ...policies.filter((policy) => sharesRole(template, name, policy)),
        ...[logGroupOf(template, name) ?? []].flat(),
      ]);
      return needed.filter((other) => !after(id, other)).map((other) => `${id} outlives ${other}`);
    });
}

function sharesRole({ Resources }: Template, functionId: string, policyId: string): boolean {
  const role = JSON.stringify(Resources[functionId]?.Properties?.Role ?? '');
  const roles = JSON.stringify(Resources[policyId]?.Properties?.Roles ?? []);
  return [...roles.matchAll(/"Ref":"(\w+)"/g)].some(([, id]) => role.includes(`"${id}"`));
}

/** Order of creation and deletion, by reachability over references and DependsOn. */
export const order: Check = {
  name: 'order',
  problems(template) {
    const { after, cycles, dangling } = orderOf(template);
    const wrong = pairs.flatMap(([laters, earliers, why]) =>
      laters(template).flatMap((later) =>
        earliers(template)
          .filter((earlier) => !after(later, earlier))
          .map((earlier) => `${later} does not come after ${earlier}: ${why}`),
      ),
    );
    return [
      ...dangling.map((reference) => `dangling: ${reference}`),
      ...cycles.map((id) => `cycle through ${id}`),
      ...wrong,
      ...outlivesItsProvider(template),
    ];
  },
};
