import type { Probe } from '../probe.ts';
import { tcp } from './tcp.ts';

/** `tcp` of one stream through a bottleneck: what a congestion control makes of the rate that is there. */
export const tcpShaped: Probe = {
  ...tcp,
  id: 'tcp-shaped',
  title: 'TCP throughput through a bottleneck',
  next({ params, ...context }, outputs) {
    const invocation = tcp.next({ ...context, params: oneStream(params) }, outputs);
    return invocation && { ...invocation, link: 'shaped' };
  },
  parse: (outputs, params, observed) => tcp.parse(outputs, oneStream(params), observed),
};

const oneStream = (params: Parameters<Probe['metrics']>[0]) => ({ ...params, streams: 1 });
