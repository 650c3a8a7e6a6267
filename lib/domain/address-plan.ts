import { type Cidr, contains, overlap, parseCidr } from './cidr.ts';

/** Cilium's default pod network where it gives the addresses itself (B and C). */
export const clusterPoolCidr = '10.244.0.0/16';

/** What Kubernetes' Services, the VPC and pods have for addresses. */
export interface AddressPlan {
  readonly serviceCidr: string;
  readonly vpcCidr: string;
}

const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(read);

/** EKS: a private block from /24 to /12. */
export function isServiceCidr(text: string): boolean {
  return isPrivate(text, 12, 24);
}

/** A VPC: /16 to /28, here at most /22, so that two zones have room for pods on ENIs. */
export function isVpcCidr(text: string): boolean {
  return isPrivate(text, 16, 22);
}

/** The key and the reason, where two of the networks overlap; undefined where all is well. */
export function conflictIn({ serviceCidr, vpcCidr }: AddressPlan): [keyof AddressPlan, string] | undefined {
  const [services, vpc, pods] = [read(serviceCidr), read(vpcCidr), read(clusterPoolCidr)];
  if (overlap(services, vpc)) return ['serviceCidr', `must not overlap the VPC's ${vpcCidr}`];
  if (overlap(services, pods)) return ['serviceCidr', `must not overlap the pods' ${clusterPoolCidr}`];
  if (overlap(vpc, pods)) return ['vpcCidr', `must not overlap the pods' ${clusterPoolCidr}`];
  return undefined;
}

function isPrivate(text: string, shortest: number, longest: number): boolean {
  const cidr = parseCidr(text);
  return (
    cidr !== undefined &&
    cidr.prefixLength >= shortest &&
    cidr.prefixLength <= longest &&
    privateBlocks.some((block) => contains(block, cidr))
  );
}

function read(text: string): Cidr {
  const cidr = parseCidr(text);
  if (!cidr) throw new Error(`not an IPv4 block: ${text}`);
  return cidr;
}
