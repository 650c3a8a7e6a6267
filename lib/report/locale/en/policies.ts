/** Network policies as they were tried, or are known to be. */
export const policies = {
  'policy.enforced': 'enforced',
  'policy.partly enforced': 'partly enforced',
  'policy.not enforced': 'not enforced',
  'policy.not offered': 'not offered',
  'policy.not executed': 'not executed',
  'policy.unknown': 'unknown',
  'policy.summary': 'Of {n:policy/policies} tried {enforced} came to be enforced; {odd} not as expected.',
  'policy.unexpected': 'not as expected',
  'policy.ended': 'the run ended before it',
  'policy.why': 'Why not: {reason}.',
  'policy.untried': 'Nothing was tried in {label}: its run has no policies, or ended before them.',
  'policy.caption':
    'Policies in {label}: what was expected of this cluster, what was observed, and the evidence',
  'policy.known-caption': 'What the scenarios are expected to do on EKS, by what is published',
  'policy.head.case': 'Policy',
  'policy.head.expected': 'Expected here',
  'policy.head.observed': 'Observed',
  'policy.head.evidence': 'Evidence, or why not executed',
  'policy.head.on-eks': 'Expected on EKS',
  'policy.delay':
    'Enforced between {from} and {until} ms from the API server’s answer, negative before it (medians of {n}; {most} ms at most).',
  'policy.delay-until':
    'Enforced by {until} ms from the API server’s answer, negative before it (median of {n}; {most} ms at most).',
  'policy.vpc-cni':
    'VPC CNI (A): its agent enforces Kubernetes’ NetworkPolicy by eBPF at the pod’s veth; addresses, ports, selectors. [5]',
  'policy.cilium':
    'Cilium (B to E): NetworkPolicy, and by CiliumNetworkPolicy entities, DNS names, HTTP methods and paths; cluster-wide and host policies. L7 rules send the connection through a proxy, which costs what a proxy costs. [1]',
  'policy.doubt':
    'How long until a policy is in force, and what it costs packets, no document says in a way that carries over: it has to be measured.',
} as const;
