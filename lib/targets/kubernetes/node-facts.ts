import { z } from 'zod';
import type { Facts } from '../../suite/ports.ts';
import { readAgentStatus } from './agent-status.ts';
import type { Script, Sections } from './inspector.ts';
import { countRules, readRuleCount } from './iptables.ts';
import { readJson } from './read-json.ts';

/** The way to the Cilium agent of the inspector's node. */
export const askAgent = (path: string) =>
  `curl -sf -m 10 --unix-socket /node/var/run/cilium/cilium.sock http://localhost/v1/${path}`;

/** kube-proxy's own port, reached over the node's loopback as on EKS. */
export const askKubeProxy = (path: string) => `curl -sf -m 5 http://127.0.0.1:10249/${path}`;

/** The name of the device by which an address is reached, as a word of the shell. */
const deviceTo = (address: string) =>
  `"$(ip -j route get ${address} | sed 's/.*"dev":"\\([^"]*\\)".*/\\1/')"`;
const driverOf = (device: string) => `ethtool -i ${device} | sed -n 's/^driver: //p'`;

/**
 * Asks a node what its datapath is made of.
 * @param remoteNode the address of the other node: its way is the uplink, which may not be that to its pods
 */
export function nodeFactsScript(remotePod: string, remoteNode: string): Script {
  return {
    kernel: 'uname -r',
    route: `ip -j route get ${remotePod}`,
    links: 'ip -d -j link show',
    queues: 'tc -j qdisc show',
    driver: driverOf(deviceTo(remotePod)),
    uplink: `ip -j route get ${remoteNode}`,
    'uplink driver': driverOf(deviceTo(remoteNode)),
    channels: `ethtool -l ${deviceTo(remoteNode)}`,
    congestion: 'cat /proc/sys/net/ipv4/tcp_congestion_control',
    // Refused (7 of curl) is an answer, too; whatever else goes wrong is none.
    'kube-proxy': `${askKubeProxy('proxyMode')} || { [ $? -eq 7 ] && echo absent; }`,
    rules: countRules('-', '-'),
    agent: askAgent('healthz'),
  };
}

const routeSchema = z.tuple([z.object({ dev: z.string() })]);
const linksSchema = z.array(
  z.object({
    ifname: z.string(),
    mtu: z.number(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
    xdp: z.object({ prog: z.object({ name: z.string().optional(), id: z.number() }).optional() }).optional(),
  }),
);
const queuesSchema = z.array(z.object({ dev: z.string(), kind: z.string(), root: z.boolean().optional() }));

/**
 * What a node's inspector found; what it could not tell is not there.
 * @throws Error in one line when an answer has another form than its program's
 */
export function readNodeFacts(sections: Sections): Facts {
  const parsed = <T>(title: string, schema: z.ZodType<T>): T | undefined => {
    const text = sections.get(title);
    return text === undefined ? undefined : readJson(text, schema, title);
  };
  const [way] = parsed('route', routeSchema) ?? [];
  const links = parsed('links', linksSchema);
  const out = links?.find(({ ifname }) => ifname === way?.dev);
  const [up] = parsed('uplink', routeSchema) ?? [];
  const uplink = links?.find(({ ifname }) => ifname === up?.dev);
  const program = uplink?.xdp?.prog;
  const kind = out?.linkinfo?.info_kind;
  const queue = parsed('queues', queuesSchema)?.find(({ dev, root }) => dev === way?.dev && root);
  const agent = sections.get('agent');
  const count = sections.get('rules');
  return {
    ...stated('kernel', sections.get('kernel')),
    ...stated('device', way?.dev),
    ...stated('node mtu', out?.mtu),
    ...stated('qdisc', queue?.kind),
    ...stated('driver', sections.get('driver')),
    ...stated('uplink driver', sections.get('uplink driver')),
    ...stated('uplink mtu', uplink?.mtu),
    ...stated('uplink channels', channelsIn(sections.get('channels'))),
    ...stated('xdp program', program ? (program.name ?? `program ${program.id}`) : uplink && 'none'),
    ...stated('host congestion control', sections.get('congestion')),
    ...stated('kube-proxy', sections.get('kube-proxy')),
    ...stated('kube-proxy rules', count === undefined ? undefined : readRuleCount(count).rules),
    ...(out && { routing: kind === 'vxlan' || kind === 'geneve' || kind === 'ipip' ? kind : 'native' }),
    // The agent knows better than the route: under Cilium a tunnel may be behind a BPF program.
    ...(agent !== undefined && readAgentStatus(agent)),
  };
}

/** `2 of 4`: the combined channels in use, and the most there can be; undefined for a driver without any. */
function channelsIn(text: string | undefined): string | undefined {
  const [most, now] = [...(text ?? '').matchAll(/^Combined:\s+(\d+)$/gm)].map(([, number]) => number);
  return most === undefined || now === undefined ? undefined : `${now} of ${most}`;
}

function stated(key: string, value: string | number | undefined): Facts {
  return value === undefined ? {} : { [key]: value };
}
