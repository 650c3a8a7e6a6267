/** Static knowledge: of scenarios, tunings, what was not measured, and where it is from. Numbers in brackets are references. */
export const statements = {
  'comparison.caption': 'What the scenarios differ in',
  'comparison.cni': 'CNI',
  'comparison.ipam': 'Addresses of pods',
  'comparison.routing': 'Node to node',
  'comparison.services': 'Services',
  'comparison.kube-proxy': 'kube-proxy',
  'comparison.policy': 'Policy',
  'comparison.mtu': 'MTU of pods',
  'comparison.tunings': 'Tunings',
  'comparison.vpc-cni': 'Amazon VPC CNI',
  'comparison.cilium': 'Cilium',
  'comparison.eni-prefixes': 'VPC addresses, from ENIs and their prefixes',
  'comparison.cluster-pool': 'a network of the cluster (cluster-pool)',
  'comparison.native': 'native, by the VPC',
  'comparison.vxlan': 'VXLAN',
  'comparison.iptables': 'kube-proxy’s iptables',
  'comparison.packet': 'Cilium by packet; kube-proxy for the rest',
  'comparison.socket': 'Cilium at the socket',
  'comparison.l34': 'NetworkPolicy: L3, L4',
  'comparison.l7': 'NetworkPolicy; L7, DNS names, hosts',
  'comparison.b-and-c':
    'B and C do not isolate kube-proxy for pods as clients: Cilium translates their connections in B itself, by packet, and in C at the socket.',
  'tunings.intro':
    'What turns D into E. A tuning that needs another one is refused by the agent, or falls back, without it (Cilium 1.16.5): so D with BBR alone cannot exist. What each contributes is measured by variants, such as D+host-routing; this table only says which scenario has which.',
  'tunings.caption': 'The eight tunings, and who has them',
  'tunings.needs': 'Needs',
  'tunings.does': 'What it does',
  'tuning.socket-lb':
    'Puts a pod’s address in place of the Service’s at connect(): no translation of packets.',
  'tuning.host-routing': 'Redirects between the device and the pod in eBPF, past the host’s netfilter.',
  'tuning.bpf-masquerade':
    'Masquerades in eBPF what leaves the cluster; without it BPF host routing falls back.',
  'tuning.bandwidth-manager':
    'fq with departure times in place of the default queueing. No pod here has a bandwidth limit.',
  'tuning.bbr':
    'Congestion control by bandwidth and delay in place of loss: shortens queues that a stream fills itself.',
  'tuning.native-routing': 'Pods have addresses of the VPC; no overlay. D has it already.',
  'tuning.larger-ct': 'Room for more connections; below the default’s limit it changes nothing.',
  'tuning.hubble-off': 'No events of flows: saves their cost, and their use.',
  'xdp.caption': 'XDP and DSR: what is known, and how well',
  'xdp.found-caption': 'What {label} has for XDP and DSR, as the cluster itself states it',
  'xdp.head.what': 'Rests on',
  'xdp.head.found': 'Found',
  'xdp.head.needed': 'Needed',
  'xdp.head.verdict': 'Standing',
  'xdp.head.claim': 'Statement',
  'xdp.head.source': 'Source',
  'xdp.head.doubt': 'Doubt',
  'xdp.published': 'The published report says that XDP is impossible on ENA since the driver lacks bpf_link.',
  'xdp.published-doubt': 'Doubtful: the limits that the issues name are others. [7] [8]',
  'xdp.ena': 'Native XDP on ENA needs an MTU of at most 3498 and leaves at most half of the channels.',
  'xdp.ena-doubt':
    'From issues and pull requests of 2020 to 2023; kernel and driver decide, so look at the node. Pods of A, D and E have an MTU of 9001.',
  'xdp.dsr':
    'DSR answers clients from the backend’s node directly; it needs native routing, or Geneve with an overlay.',
  'xdp.dsr-doubt':
    'On EC2 the source and destination check of ENIs and the answering address have to allow it; neither was tried here.',
  'xdp.use':
    'Both speed up what comes from outside through node ports and load balancers. Calls from pod to pod, which are measured here, use neither.',
  'xdp.use-doubt': 'None: it follows from where the hooks are. [1]',
  'ai-ml.intro': 'What of it matters to training and inference, as far as these figures say:',
  'ai-ml.multi-hop':
    'A request that passes ten services waits for ten round trips and, without kept connections, for ten set-ups. Medians add up approximately, percentiles do not: a tail over several hops has to be measured or convolved.',
  'ai-ml.batch':
    'Training moves large tensors between few nodes: there the instance’s bandwidth decides, and with EFA or a host’s network the CNI is not in the path at all.',
  'ai-ml.gateway':
    'Gateways and feature stores open many connections to many Services: the cost of a new connection by number of Services is the figure to look at.',
  'ai-ml.pods': 'GPU nodes run few, large pods; density of addresses (prefix delegation) seldom limits them.',
  'conclusion.lab':
    'These are mechanisms, seen on one machine. They say where to look on EKS, and what not to expect; they choose no CNI for a cluster.',
  'conclusion.kube':
    'These figures describe one cluster. They carry over as far as the mechanism explains them.',
  'conclusion.eks':
    'These figures describe one deployment of each scenario. A decision that costs money deserves a second one.',
  'conclusion.undecided':
    'What is open stays open: {n:comparison needs/comparisons need} more blocks or a quieter target.',
  'caveat.values':
    'bpf.ctGlobalTCPMax and bpf.ctGlobalAnyMax are no keys of any chart from 1.16 to 1.20; nothing rejects them. The published larger tables never took effect. [2]',
  'caveat.float':
    'bpf.ctTcpMax as a large number becomes 1.048576e+06 on its way through JSON and stops the agent of 1.16.5; extraConfig with a string works. [9]',
  'caveat.prefix':
    'eni.enablePrefixDelegation is ignored without a word; eni.awsEnablePrefixDelegation is the key. [2]',
  'caveat.fallback':
    'A key is a wish: without BPF masquerade the agent falls back to the host’s routing, and logs it. Look at the agent’s own status, not at the values. [2]',
  'caveat.rules':
    'kube-proxy leaves its rules behind when it is removed, and they go on being walked. Count KUBE- rules after the removal.',
  'caveat.burst':
    '“Up to 12.5 Gbit/s” of an m6i.xlarge is burst; its baseline is about 1.56 Gbit/s, and one flow is limited to 5 Gbit/s outside of a placement group. [3]',
  'caveat.allowances':
    'ENA counts what it held back (…_allowance_exceeded). A measurement beside such a rise describes the limit. [4]',
  'caveat.udp':
    'The sender’s UDP rate is no throughput: take what arrived. No bandwidth annotation on a pod, no effect of the Bandwidth Manager. [6]',
  'references.cilium': 'Cilium 1.16 documentation',
  'references.charts': 'Helm charts of Cilium 1.16.5 to 1.20.0, rendered and read',
  'references.bandwidth': 'Amazon EC2 instance network bandwidth',
  'references.ena': 'Monitoring network performance of the ENA driver',
  'references.policy': 'Amazon EKS: network policies with the VPC CNI',
  'references.published': 'VPC CNI and Cilium on EKS, report of measurements of 2026-02-09',
  'references.xdp-issue': 'cilium#12138: XDP on ENA',
  'references.xdp-pull': 'cilium#25453: limits of XDP on AWS; PR 19593',
  'references.float-issue': 'cilium#34010: a number in the ConfigMap that the agent cannot read',
  'references.conover': 'Conover, Practical Nonparametric Statistics, 3.2: intervals of quantiles',
  'references.intro':
    'Documents and issues behind the statements above; links lead out of this page and nothing of it is loaded from them.',
} as const;
