import type { LatencyMethod } from '../claim.ts';
import type { Rule } from '../rule.ts';

const reasons: Readonly<Partial<Record<LatencyMethod, string>>> = {
  'saturating stream':
    'the stream sends as fast as it can, so that its round trips hold its own queue: it is a delay under load, and changes with the buffers and the congestion control more than with the path',
  'send call':
    'a stream has no round trips: this is how long a send call took to copy into the socket buffer, or to wait for room in it',
  'several in flight':
    'several transactions are under way on one connection, so that each waits for those before it: it is a delay under load',
};

/** A delay under load, or the time of a system call, called latency. */
export const loadedRtt: Rule<'latency'> = {
  id: 'loaded-rtt',
  title: 'a loaded round trip called latency',
  kind: 'latency',
  check({ text, method }) {
    const why = reasons[method];
    if (why === undefined) return undefined;
    return {
      claimed: text,
      why,
      instead:
        'measure one transaction at a time (netperf TCP_RR without a burst; fortio load -c 1 -qps -1 tcp://...), and label this figure as loaded',
    };
  },
};
