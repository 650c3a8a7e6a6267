import type { Meanings } from './meaning.ts';

export const meaningsEn: Meanings = {
  throughput: {
    supported: () =>
      'So the network card or the limit of the instance decides and not the CNI, which says nothing of the processor time that each CNI takes for it.',
    opposed: () =>
      'So something else than the network card limits at least one scenario, such as burst credits, the order of measurement or the datapath.',
    none: 'It takes instances of the published bandwidth, all scenarios in one campaign, and rates below their baseline beside the peak.',
  },
  'loaded-rtt': {
    supported: ([unloaded]) =>
      `It is a delay under load, which the queue and its congestion control make, and not latency: unloaded the difference is ${unloaded}.`,
    opposed: ([unloaded]) =>
      `So the tunings of E do not shorten the queue of a saturating stream here; unloaded the difference is ${unloaded}.`,
    none: 'It takes the published method in at least six blocks, with the unloaded round trip beside it.',
  },
  'http-tail': {
    supported: ([median]) =>
      `A p99 repeats within 20 to 50 % only, so that p50, which differs by ${median}, has to tell whether the datapath is behind it.`,
    opposed: ([median]) =>
      `The published difference is no larger than what a p99 repeats by, and here p50 differs by ${median}.`,
    none: 'It takes a rate that the server reaches with ease in at least six blocks, since the published 8.75 and 10.92 ms are one run each.',
  },
  'udp-loss': {
    supported: ([arrived, sent]) =>
      `The rate that arrived differs by ${arrived} and the rate that was sent by ${sent}: only the first would be a gain, and the published one was 7.96 Gbit/s in both.`,
    opposed: ([arrived, sent]) =>
      `The rate that arrived differs by ${arrived} and the rate that was sent by ${sent}; in the published table 7.96 Gbit/s arrived in both, so that the loss told how fast each sender was.`,
    none: "It takes UDP at one rate that every sender reaches, in at least six blocks, with the receiver's rate kept.",
  },
  'iptables-scaling': {
    supported: ([rules]) =>
      `New connections walk the rules (their number: ${rules}) and kept ones do not; the place of the Service in the chain moves the figure.`,
    opposed: () =>
      'So either the walk of the rules does not show here, or kept connections pay as well, which the mechanism excludes.',
    none: 'It takes connection set-up and a kept connection, at 4 and at 1,000 Services, in the same six blocks.',
  },
  'ebpf-scaling': {
    supported: () =>
      'A look-up in a hash map does not grow with its entries; the published figures, HTTP rates against a server at its limit, could not have told.',
    opposed: () =>
      'So something on the path does grow with the number of Services, such as rules of another component or a map that no longer fits a cache.',
    none: 'It takes connection set-up at 4 and at 104 Services, in the same six blocks.',
  },
  dns: {
    supported: () =>
      'So the choice does not show in a look-up that is timed in microseconds; the published 2 to 4 ms are the start of a process.',
    opposed: () =>
      'So the choice does show in a look-up that is timed in microseconds, which the published clock of whole milliseconds around the start of a process could not see.',
    none: 'It takes look-ups that are timed one by one in at least six blocks, with the DNS servers on the same nodes everywhere.',
  },
};
