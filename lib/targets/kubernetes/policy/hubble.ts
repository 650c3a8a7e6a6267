import type { PolicyRecord } from '../../../domain/policy/policy-record.ts';
import type { Deployment } from '../deployment.ts';
import { type FlowQuery, flowsRequest, readFlows } from './hubble-messages.ts';
import type { Peer } from './peers.ts';

/** More of them would say nothing new, and make a long line in the journal. */
const mostFlows = 20;

/** Hubble's own socket on the node of the inspector: it needs no relay, no certificate and no right in kube-system. */
function askHubble(query: FlowQuery): string {
  const request = flowsRequest(query).toString('base64');
  return [
    `echo ${request} | base64 -d`,
    [
      'curl -sf -m 10 --http2-prior-knowledge --unix-socket /node/var/run/cilium/hubble.sock',
      "-H 'content-type: application/grpc' -H 'te: trailers' --data-binary @-",
      'http://localhost/observer.Observer/GetFlows',
    ].join(' '),
    'base64',
  ].join(' | ');
}

/** Whether there is a Hubble to be asked; the reason where there is none. */
export function whyNoHubble(config: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!config) return 'only Cilium has Hubble';
  return config['enable-hubble'] === 'true' ? undefined : 'Hubble is off';
}

/** A way between two peers that was tried. */
export interface Way {
  readonly from: Peer;
  readonly to: Peer;
}

/**
 * What Hubble saw of some ways since a moment, on the nodes at their ends.
 * @returns the flows with the peers' names in place of their addresses, or why there are none
 */
export async function flowsSeen(
  deployment: Deployment,
  ways: readonly Way[],
  since: Date,
  signal: AbortSignal,
): Promise<PolicyRecord['hubble']> {
  const queries = ways.map(({ from, to }) => ({ source: from.address, destination: to.address, since }));
  const nodes = ways.flatMap(({ from, to }) => [from.node, to.node]);
  const names = new Map(
    ways.flatMap(({ from, to }) => [from, to]).map(({ address, name }) => [address, name]),
  );
  const named = (text: string) => {
    const [address = text, port] = text.split(':');
    return [names.get(address) ?? address, ...(port === undefined ? [] : [port])].join(':');
  };
  const script = Object.fromEntries(queries.map((query, index) => [`flows ${index}`, askHubble(query)]));
  try {
    const answers = await Promise.all(
      [...new Set(nodes)].map((node) => deployment.ask(node, script, signal)),
    );
    const texts = answers.flatMap((answer) => [...answer.values()]);
    const flows = texts
      .flatMap((text) => readFlows(Buffer.from(text, 'base64')))
      .map((flow) => ({ ...flow, source: named(flow.source), destination: named(flow.destination) }));
    const unlike = [...new Map(flows.map((flow) => [JSON.stringify(flow), flow])).values()];
    return unlike.length > 0 ? unlike.slice(0, mostFlows) : { absent: 'Hubble saw none of the attempts' };
  } catch (error) {
    signal.throwIfAborted();
    return { absent: error instanceof Error ? error.message : String(error) };
  }
}
