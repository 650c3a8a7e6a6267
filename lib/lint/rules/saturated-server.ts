import { type Problem, type Rule, shown } from '../rule.ts';

const ceilingShare = 0.95;
const busyShare = 0.95;
const fullPercent = 95;

const instead =
  'measure at a rate that the server answers with ease, or against a server that is not the limit (fortio server)';

/** A rate below what was asked and at the highest that the server ever gave. */
export const serverAtCeiling: Rule<'ceiling'> = {
  id: 'saturated-server',
  title: 'a server at its limit',
  kind: 'ceiling',
  check({ asked, reached, most }): Problem | undefined {
    if (reached >= 0.99 * asked || reached < ceilingShare * most) return undefined;
    return {
      claimed: `${shown(reached)} requests a second where ${shown(asked)} were asked for`,
      why: `without a limit the same server gave ${shown(most)}: both are its own ceiling, not that of the network`,
      instead,
    };
  },
};

/** Connections that wait for an answer all of the time, by Little's law. */
export const connectionsBusy: Rule<'occupancy'> = {
  id: 'saturated-server',
  title: 'a server at its limit',
  kind: 'occupancy',
  check({ asked, connections, busyShare: busy }) {
    if (busy < busyShare) return undefined;
    return {
      claimed: `latencies at ${shown(asked)} requests a second`,
      why: `rate times mean latency is ${shown(busy * connections)} of ${connections} connections: each waits for an answer all of the time, so that the latencies are the length of the server's queue`,
      instead,
    };
  },
};

/** A processor that is used up at the receiving end. */
export const processorUsedUp: Rule<'processor'> = {
  id: 'saturated-server',
  title: 'a server at its limit',
  kind: 'processor',
  check({ what, usedPercent }) {
    if (usedPercent < fullPercent) return undefined;
    return {
      claimed: `a figure of the path, with ${what} ${shown(usedPercent)} % busy`,
      why: 'the receiving end had no processor time left: the figure says what this processor can do',
      instead:
        'offer a fixed rate below the limit and compare processor time at that rate, or use more streams and processors',
    };
  },
};
