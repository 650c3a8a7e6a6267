import { z } from 'zod';
import { namespace, serverService } from '../../../charts/labels.ts';
import { filtered, type Script, type Sections } from './inspector.ts';
import { countRules, readRuleCount } from './iptables.ts';
import { askAgent, askKubeProxy } from './node-facts.ts';
import { readJson } from './read-json.ts';

/** The ports of the measured Service, as kube-proxy names them in its rules. */
export const measuredPorts = {
  /** New connections and HTTP requests go here. */
  http: `${namespace}/${serverService}:http`,
  /** Round trips on a kept connection. */
  tcpEcho: `${namespace}/${serverService}:tcp-echo`,
} as const;
const scalePrefix = 'scale-';

/** Who programmes Services on the measured nodes. */
export type ServiceModel = 'kube-proxy' | 'cilium';

/** Asks a node how its Services stand. */
export function serviceStateScript(model: ServiceModel): Script {
  return model === 'kube-proxy'
    ? {
        rules: countRules(measuredPorts.http, `${namespace}/${scalePrefix}`),
        metrics: askKubeProxy('metrics'),
      }
    : { scaled: countNames };
}

/** Five thousand Services are megabytes of JSON, so names are counted where they are. */
const countNames = filtered(askAgent('service'), `grep -o '"name":"${scalePrefix}[0-9]*"' | sort -u | wc -l`);

/** For the end, when all are there: what the agent has in its maps. */
export const listEntries: Script = { services: askAgent('service') };

const entriesSchema = z.array(
  z.object({
    status: z.object({ realized: z.object({ 'backend-addresses': z.array(z.unknown()).nullish() }) }),
  }),
);

/**
 * Entries of the load-balancing map: one for each frontend and one for each of its backends.
 * @throws Error when the node could not tell
 */
export function readEntries(sections: Sections): number {
  const text = sections.get('services');
  if (text === undefined) throw new Error('the Cilium agent does not list its Services');
  return readJson(text, entriesSchema, 'the Services of the Cilium agent').reduce(
    (sum, { status }) => sum + 1 + (status.realized['backend-addresses']?.length ?? 0),
    0,
  );
}

/** How the Services stand on a node. */
export interface ServiceState {
  /** How many Services of service scaling the datapath knows. */
  readonly scaled: number;
  readonly place?: { readonly index: number; readonly of: number };
  readonly rules?: number;
  /** Sum over kube-proxy's syncs since it began, and their number. */
  readonly proxySync?: { readonly seconds: number; readonly count: number };
}

/** @throws Error when the node could not tell */
export function readServiceState(model: ServiceModel, sections: Sections): ServiceState {
  if (model === 'cilium') {
    const scaled = sections.get('scaled');
    if (scaled === undefined) throw new Error('the Cilium agent does not tell its Services');
    return { scaled: Number(scaled) };
  }
  const text = sections.get('rules');
  if (text === undefined) throw new Error('the rules of kube-proxy cannot be read');
  const { rules, services, index, scaled } = readRuleCount(text);
  const proxySync = syncIn(sections.get('metrics') ?? '');
  return {
    scaled,
    rules,
    ...(index > 0 && { place: { index, of: services } }),
    ...(proxySync && { proxySync }),
  };
}

/** The histogram of kube-proxy's syncs, of IPv4 where there is one for each family, https://kubernetes.io/docs/reference/instrumentation/metrics/. */
function syncIn(metrics: string): ServiceState['proxySync'] {
  const value = (suffix: string) => {
    const name = `kubeproxy_sync_proxy_rules_duration_seconds_${suffix}`;
    const [, found] = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(metrics) ?? [];
    return found === undefined ? undefined : Number(found);
  };
  const [seconds, count] = [value('sum'), value('count')];
  return seconds === undefined || count === undefined ? undefined : { seconds, count };
}
