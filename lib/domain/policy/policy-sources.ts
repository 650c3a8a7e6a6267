import type { Source } from './policy-case.ts';

const needsController: Source = {
  says: 'A NetworkPolicy without a controller that implements it has no effect.',
  url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
};
const vpcCniAgent: Source = {
  says: 'The VPC CNI enforces NetworkPolicy from version 1.14 on, at layers 3 and 4, once it is turned on.',
  url: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html',
};
export const plain: readonly Source[] = [needsController, vpcCniAgent];

export const ciliumLanguage: Source = {
  says: 'Cilium has entities, names and HTTP in its own kinds of policy.',
  url: 'https://docs.cilium.io/en/stable/security/policy/language/',
};
export const autoModeNames: Source = {
  says: 'On EKS policies by DNS name are a feature of Auto Mode, not of the VPC CNI add-on.',
  url: 'https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html',
};
export const adminPolicies: Source = {
  says: 'Cluster-wide (admin) policies of its own come with version 1.21 of the VPC CNI.',
  url: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html',
};
