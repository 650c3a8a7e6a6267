/** The programs that workloads run, each an image of its own. */
export const imageRoles = ['httpbin', 'fortio', 'iperf3', 'dnsperf', 'inspector'] as const;
export type ImageRole = (typeof imageRoles)[number];

export type Images = Readonly<Record<ImageRole, string>>;

const netshoot = 'docker.io/nicolaka/netshoot:v0.13';

/**
 * Public images, pinned. ECR Public mirrors Docker's official images, and none of these is one:
 * `registryMirrors` is the way around a registry's rate limit.
 */
export const defaultImages: Images = {
  // Its only tag is `latest`; the digest is what that tag has meant since 2018.
  httpbin:
    'docker.io/kennethreitz/httpbin@sha256:599fe5e5073102dbb0ee3dbb65f049dab44fa9fc251f6835c9990f8fb196a72b',
  fortio: 'docker.io/fortio/fortio:1.66.0',
  iperf3: netshoot,
  dnsperf: 'docker.io/guessi/dnsperf:2.15.1-1',
  // ethtool, iptables, conntrack, tc and getent.
  inspector: netshoot,
};

/** By registry host: the host, perhaps with a path, that serves the same images. */
export type RegistryMirrors = Readonly<Record<string, string>>;

const tag = '[A-Za-z0-9_][A-Za-z0-9._-]{0,127}';
const path = '[a-z0-9]+(?:[._/-]+[a-z0-9]+)*';
const digest = 'sha256:[0-9a-f]{64}';

/** `host/path:tag`, `host/path@sha256:…` or both; the host is written out, and `latest` is no version. */
export const pinnedImagePattern = new RegExp(
  `^[a-z0-9.-]+(?::\\d+)?/${path}(?::(?!latest$)(?!latest@)${tag}(?:@${digest})?|@${digest})$`,
);

/** The images with every mirrored registry replaced. */
export function mirrored(images: Images, mirrors: RegistryMirrors): Images {
  const through = (image: string) => {
    const host = image.slice(0, image.indexOf('/'));
    const mirror = mirrors[host];
    return mirror === undefined ? image : `${mirror}${image.slice(host.length)}`;
  };
  return {
    httpbin: through(images.httpbin),
    fortio: through(images.fortio),
    iperf3: through(images.iperf3),
    dnsperf: through(images.dnsperf),
    inspector: through(images.inspector),
  };
}
