import type { RegistryMirrors } from '../../lib/domain/images.ts';
import type { Value } from './value.ts';

/** Where Cilium's charts take their images from. */
const registry = 'quay.io';

const repositories = [
  ['image.repository', 'cilium/cilium', 'The agent'],
  ['operator.image.repository', 'cilium/operator', 'The operator, to which the chart appends the cloud,'],
  ['envoy.image.repository', 'cilium/cilium-envoy', 'The proxy'],
] as const;

/** The images by way of a mirror, if their registry has one; the chart's digests still hold. */
export function ciliumImages(mirrors: RegistryMirrors): Value[] {
  const mirror = mirrors[registry];
  if (mirror === undefined) return [];
  return repositories.map(([key, path, what]) => ({
    key,
    value: `${mirror}/${path}`,
    reason: `${what} by way of the mirror of ${registry}.`,
  }));
}
