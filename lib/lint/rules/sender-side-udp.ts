import { type Rule, shown, shownRate } from '../rule.ts';

/** Below this the sender's rate and the receiver's are the same for any decision, in percent. */
const negligibleLossPercent = 1;

/** The rate at which UDP was sent, called throughput. */
export const senderSideUdp: Rule<'udp rate'> = {
  id: 'sender-side-udp',
  title: "the sender's UDP rate called throughput",
  kind: 'udp rate',
  check({ rate, received, lossPercent }) {
    const lost = received === undefined || rate === 0 ? lossPercent : 100 * (1 - received / rate);
    if (lost !== undefined && lost < negligibleLossPercent) return undefined;
    const arrived = received ?? (lost === undefined ? undefined : rate * (1 - lost / 100));
    return {
      claimed: `UDP throughput ${shownRate(rate)}`,
      why:
        arrived === undefined || lost === undefined
          ? 'this is the rate at which packets were sent, and the file does not say how much of it arrived'
          : `this is the rate at which packets were sent; ${shown(lost)} % were lost, so about ${shownRate(arrived)} arrived`,
      instead:
        "quote the receiver's rate (iperf3: end.sum_received with --get-server-output), or the highest rate with a loss below 0.1 %",
    };
  },
};
