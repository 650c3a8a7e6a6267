import { z } from 'zod';
import type { Facts } from '../../suite/ports.ts';
import type { Datapath, LabNamespaces } from './datapath.ts';
import type { Server } from './servers.ts';

const linksSchema = z.array(
  z.object({
    ifname: z.string(),
    mtu: z.number(),
    qdisc: z.string().optional(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
  }),
);
const routesSchema = z.array(
  z.object({
    dst: z.string(),
    dev: z.string().optional(),
    metrics: z.array(z.object({ congestion: z.string().optional() })).optional(),
  }),
);

/** What a scenario's datapath is, read back from its namespaces. */
export async function readFacts(
  datapath: Datapath,
  lab: LabNamespaces,
  servers: readonly Server[],
): Promise<Facts> {
  const [general, ...parts] = await Promise.all([
    generalFacts(lab),
    ...[datapath.underlay, datapath.routing, datapath.services].map((part) => part.facts(lab)),
  ]);
  const missing = servers.filter(({ trouble }) => trouble !== undefined).map(({ trouble }) => trouble);
  return {
    label: datapath.label,
    ...general,
    ...Object.assign({}, ...parts),
    ...(missing.length > 0 ? { 'servers missing': missing.join('; ') } : {}),
  };
}

async function generalFacts(lab: LabNamespaces): Promise<Facts> {
  const [podLinks, nodeLinks, podRoutes, way] = await Promise.all([
    linksIn(lab, 'client'),
    linksIn(lab, 'node1'),
    routesIn(lab, 'client', ['route', 'show']),
    routesIn(lab, 'node1', ['route', 'get', podAddress(lab, 'server')]),
  ]);
  const out = nodeLinks.find(({ ifname }) => ifname === way[0]?.dev);
  const eth0 = podLinks.find(({ ifname }) => ifname === 'eth0');
  const congestion = podRoutes.find(({ dst }) => dst === 'default')?.metrics?.[0]?.congestion;
  return {
    routing: out?.linkinfo?.info_kind === 'vxlan' ? 'vxlan' : 'native',
    mtu: eth0?.mtu ?? 'unknown',
    qdisc: eth0?.qdisc ?? 'unknown',
    'congestion control': congestion ?? 'unset',
  };
}

function podAddress(lab: LabNamespaces, pod: string): string {
  const found = lab.pods.find(({ name }) => name === pod);
  if (!found) throw new Error(`there is no pod "${pod}"`);
  return found.address;
}

async function linksIn(lab: LabNamespaces, namespace: string) {
  return linksSchema.parse(JSON.parse(await lab.run(namespace, ['ip', '-d', '-j', 'link', 'show'])));
}

async function routesIn(lab: LabNamespaces, namespace: string, args: readonly string[]) {
  return routesSchema.parse(JSON.parse(await lab.run(namespace, ['ip', '-d', '-j', ...args])));
}
