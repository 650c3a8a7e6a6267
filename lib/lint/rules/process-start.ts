import type { Rule } from '../rule.ts';

/** The start of a process, timed as a lookup. */
export const processStart: Rule<'latency'> = {
  id: 'process-start',
  title: 'the start of a process called DNS latency',
  kind: 'latency',
  check({ text, method }) {
    if (method !== 'process start') return undefined;
    return {
      claimed: text,
      why: 'each lookup was timed around a process of its own, in whole milliseconds: starting the process takes longer than a lookup inside of a cluster',
      instead: 'measure with a resolver that stays up and times each query (dnsperf), in microseconds',
    };
  },
};
