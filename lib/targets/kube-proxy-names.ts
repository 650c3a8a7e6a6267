import { createHash } from 'node:crypto';

const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The first 16 characters of the SHA-256 in base32: 80 bits, which are ten bytes. */
export function chainHash(text: string): string {
  const bits = [...createHash('sha256').update(text).digest().subarray(0, 10)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => base32Alphabet[Number.parseInt(five, 2)]).join('');
}

/** The chain of a Service port, named as kube-proxy names it. The name is `namespace/name:port`. */
export function serviceChain({
  name,
  protocol,
}: {
  readonly name: string;
  readonly protocol: 'tcp' | 'udp';
}): string {
  return `KUBE-SVC-${chainHash(`${name}${protocol}`)}`;
}
