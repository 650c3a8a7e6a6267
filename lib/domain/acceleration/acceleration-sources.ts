import type { Source } from '../policy/policy-case.ts';

/** What Cilium can do on a node's device: handle Services in XDP, and answer clients past the first node. */
export type Acceleration = 'XDP' | 'DSR';

const source = (says: string, url: string): Source => ({ says, url });

/** Sources of the limits of XDP by driver; what is not here is not known to us. */
export const xdpDrivers: Readonly<
  Record<string, { readonly mostMtu: number; readonly mtu: Source; readonly halfOfChannels?: Source }>
> = {
  ena: {
    mostMtu: 3498,
    mtu: source(
      'ENA refuses an XDP program above an MTU of 3498: its buffers are single pages.',
      'https://github.com/cilium/cilium/pull/19593',
    ),
    halfOfChannels: source(
      'ENA refuses an XDP program unless at most half of the channels are in use: XDP takes as many again.',
      'https://github.com/cilium/cilium/issues/12138',
    ),
  },
  veth: {
    mostMtu: 3520,
    mtu: source(
      'veth refuses an XDP program without fragments above an MTU of about 3520, as out of range: its buffers are single pages.',
      'https://github.com/isovalent/ebpf-docs/issues/17',
    ),
  },
};

export const nitro = source(
  'Instances on Nitro have ENA, which takes XDP programs; older families have other devices.',
  'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/enhanced-networking-ena.html',
);
export const pages = source(
  'Drivers refuse XDP programs where a packet may not fit into a page, each with a limit of its own.',
  'https://github.com/isovalent/ebpf-docs/issues/17',
);
export const kernelSays = source(
  'What the kernel says of the device counts, not what the agent was asked for.',
  'https://man7.org/linux/man-pages/man8/ip-link.8.html',
);
export const linkSince = source(
  'XDP programs are attached by bpf_link since Linux 5.9, by code that all drivers share.',
  'https://docs.ebpf.io/linux/syscall/BPF_LINK_CREATE/',
);
export const dsrTunnel = source(
  'DSR has no room in VXLAN for the address of the Service: it needs native routing, or Geneve.',
  'https://github.com/cilium/cilium/pull/23890',
);
export const dsrCheck = source(
  'On EC2 an answer from an address that is not the interface’s own is dropped unless its source/destination check is off.',
  'https://github.com/cilium/cilium/issues/13600',
);

/** Where sources disagree, or a tool says less than it seems to. */
export const accelerationDoubts: readonly { readonly of: Acceleration; readonly doubt: string }[] = [
  {
    of: 'XDP',
    doubt:
      'The published report says that XDP cannot be used because ENA lacks bpf_link. The known limits of ENA are others: the MTU and the channels. bpf_link is not the driver’s, and the agent names it in the error of any refused program: on the test bed the same words end in "numerical result out of range", which is the MTU, and go away with a smaller one.',
  },
  {
    of: 'XDP',
    doubt:
      'With loadBalancer.acceleration=best-effort the agent says "XDP Acceleration: Best-Effort" also where no program is attached. What the device has counts.',
  },
  {
    of: 'DSR',
    doubt:
      'Both change only what enters from outside by NodePort or load balancer. Connections between pods and to a ClusterIP, which are what is measured here, take the same path with and without them.',
  },
];
