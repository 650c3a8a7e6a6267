import { z } from 'zod';
import type { Facts } from '../../suite/ports.ts';
import { readJson } from './read-json.ts';

const switched = z.object({ enabled: z.boolean().optional() }).optional();

/** The parts of the agent's `GET /v1/healthz` (what `cilium-dbg status -o json` prints) that we read. */
const healthz = z.object({
  cilium: z.object({ msg: z.string() }),
  routing: z.object({
    'inter-host-routing-mode': z.string(),
    'intra-host-routing-mode': z.string(),
    'tunnel-protocol': z.string().optional(),
  }),
  masquerading: z.object({ enabled: z.boolean().optional(), mode: z.string().optional() }),
  'kube-proxy-replacement': z.object({
    mode: z.string(),
    features: z.object({
      socketLB: switched,
      nodePort: z.object({ acceleration: z.string().optional(), mode: z.string().optional() }).optional(),
    }),
  }),
  'bandwidth-manager': z.object({
    enabled: z.boolean().optional(),
    'congestion-control': z.string().optional(),
  }),
  hubble: z.object({ state: z.string() }),
  'datapath-mode': z.string(),
  'bpf-maps': z.object({ maps: z.array(z.object({ name: z.string(), size: z.number() })) }),
});

const hostRouting: Readonly<Record<string, string>> = { BPF: 'bpf', Legacy: 'stack' };

/**
 * What a Cilium agent says of its datapath, in the words of `expectedAgentStatus`. What it leaves out of a
 * switch is off, as in the Go types behind its API; what it leaves out of anything else stays unknown.
 * @param text the JSON that `GET /v1/healthz` answers, Cilium 1.16 to 1.20
 * @throws Error in one line when it is not such an answer
 */
export function readAgentStatus(text: string): Facts {
  const status = readJson(text, healthz, 'the status of the Cilium agent');
  const {
    routing,
    masquerading,
    'kube-proxy-replacement': replacement,
    'bandwidth-manager': bandwidth,
  } = status;
  const { socketLB, nodePort } = replacement.features;
  const between = routing['inter-host-routing-mode'];
  const entries = (name: string) => status['bpf-maps'].maps.find((map) => map.name === name)?.size;
  const tcp = entries('TCP connection tracking');
  const any = entries('Non-TCP connection tracking');
  return {
    'cilium version': status.cilium.msg.split(' ')[0] ?? status.cilium.msg,
    'kube-proxy-replacement': replacement.mode === 'True',
    'socket-lb': socketLB?.enabled === true,
    routing: between === 'Tunnel' ? (routing['tunnel-protocol'] ?? 'tunnel') : between.toLowerCase(),
    'host-routing': hostRouting[routing['intra-host-routing-mode']] ?? routing['intra-host-routing-mode'],
    masquerade: masquerading.enabled ? (masquerading.mode ?? 'unknown').toLowerCase() : 'off',
    'bandwidth-manager': bandwidth.enabled === true,
    'congestion-control': bandwidth['congestion-control'] ?? 'cubic',
    hubble: status.hubble.state !== 'Disabled',
    'device-mode': status['datapath-mode'],
    'xdp-acceleration': !['Disabled', undefined].includes(nodePort?.acceleration),
    ...(nodePort?.mode !== undefined && { 'node-port-mode': nodePort.mode }),
    ...(tcp !== undefined && { 'ct-entries-tcp': tcp }),
    ...(any !== undefined && { 'ct-entries-any': any }),
  };
}
