import { type Rule, shown } from '../rule.ts';

/** Failed requests whose times are among the latencies. */
export const failuresTimed: Rule<'failures'> = {
  id: 'failures-timed',
  title: 'failed requests counted as latencies',
  kind: 'failures',
  check({ failed, of, worst }) {
    if (failed === 0) return undefined;
    return {
      claimed: `latencies of ${shown(of)} requests`,
      why: `${shown(failed)} of them failed (${worst}), and the time to fail is counted as a latency: a refusal is quick, a time-out slow`,
      instead: 'repeat without failures, or report the latencies of the good answers alone',
    };
  },
};
