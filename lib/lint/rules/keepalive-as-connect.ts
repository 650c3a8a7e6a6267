import { type Rule, shown } from '../rule.ts';

/** Requests on open connections, called connection set-up. */
export const keepaliveAsConnect: Rule<'connections'> = {
  id: 'keepalive-as-connect',
  title: 'keepalive called connection set-up',
  kind: 'connections',
  check({ label, opened, requests }) {
    if (opened >= requests / 2) return undefined;
    return {
      claimed: `new connections ("${label}")`,
      why: `${shown(requests)} requests went over ${shown(opened)} connections: what is timed is requests on open ones, and the set-up of a few`,
      instead: 'measure with fortio load -keepalive=false, and read ConnectionStats',
    };
  },
};
