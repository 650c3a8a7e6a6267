import { z } from 'zod';
import type { Role } from '../ports.ts';

/** How a probe reaches its server: the pod's address, the Service's, or the node's own network. */
export const viaSchema = z.enum(['pod', 'service', 'host']);
export type Via = z.infer<typeof viaSchema>;

/** For probes whose server has no Service. */
export const podOrHostSchema = z.enum(['pod', 'host']);

/** Whether the links between nodes are as they are, or a bottleneck. */
export const linkSchema = z.enum(['open', 'shaped']);

/** The host-network control runs on the host network at both ends. */
export function clientRole(via: Via): Role {
  return via === 'host' ? 'hostClient' : 'client';
}
