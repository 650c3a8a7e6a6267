import type { Routing } from './datapath.ts';

/** Packets cross a node through the kernel's own forwarding: the routes of the topology are all of it. */
export const stackRouting: Routing = {
  kind: 'stack',
  unavailable: () => undefined,
  build: async () => undefined,
  facts: async () => ({ 'host-routing': 'stack' }),
};
