/** The Service whose name is looked up. A target must answer for it and, with NXDOMAIN, for the rest. */
const service = 'server.bench.svc.cluster.local';

/** What the kubelet writes into a pod's resolv.conf in the namespace `bench`, with `ndots:5`. */
const searchList = ['bench.svc.cluster.local', 'svc.cluster.local', 'cluster.local'];

/**
 * What a resolver asks, in order, when a program looks the Service up: with a trailing dot one question;
 * without it the name has fewer than five dots, so every domain of the search list is tried first.
 */
export const lookups = {
  fqdn: [`${service}.`],
  search: [...searchList.map((domain) => `${service}.${domain}.`), `${service}.`],
} as const satisfies Record<string, readonly string[]>;

export type Lookup = keyof typeof lookups;

/** The name as a program would give it to getent. */
export const lookedUpName = service;
