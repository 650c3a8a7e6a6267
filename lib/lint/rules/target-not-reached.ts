import { type Rule, shown, shownRate } from '../rule.ts';

/** Below this share of what was asked the load was another one. */
const reachedShare = 0.99;

/** A load that was asked for and not offered. */
export const targetNotReached: Rule<'asked rate'> = {
  id: 'target-not-reached',
  title: 'the rate that was asked for was not reached',
  kind: 'asked rate',
  check({ asked, reached, unit }) {
    if (reached >= reachedShare * asked) return undefined;
    const bits = unit === 'bit/s';
    const say = (rate: number) => (bits ? shownRate(rate) : `${shown(rate)} ${unit}`);
    return {
      claimed: `a load of ${say(asked)}`,
      why: bits
        ? `only ${say(reached)} were sent: the sender was the limit, and a low loss says that little was offered`
        : `only ${say(reached)} were reached: the latencies are those of a backlog, and belong to another load`,
      instead: bits
        ? 'compare loss at one rate that every sender reaches, and step up from there'
        : 'ask for a rate that is reached (fortio: with -nocatchup), or report the highest rate as what it is',
    };
  },
};
