import { type Headline, headlines } from '../headline.ts';

/**
 * What a congestion control changes. It is never shown under one condition alone: what empties the queue of a
 * bottleneck may cost throughput where there is none.
 */
export const conditions: readonly Headline[] = [
  {
    id: 'throughput-shaped',
    title: 'TCP throughput through a bottleneck, one stream',
    name: 'throughput through a bottleneck',
    metric: 'tcp.throughput',
    probe: 'tcp-shaped',
    params: { via: 'pod' },
    services: 'fewest',
  },
  {
    id: 'saturated',
    title: 'Round trip beside a full stream, p50',
    name: 'round trip beside a full stream',
    metric: 'rtt.p50',
    probe: 'rtt-saturated',
    params: { via: 'pod', link: 'open' },
    services: 'fewest',
  },
  {
    id: 'saturated-shaped',
    title: 'Round trip beside a full stream through a bottleneck, p50',
    name: 'round trip through a full bottleneck',
    metric: 'rtt.p50',
    probe: 'rtt-saturated',
    params: { via: 'pod', link: 'shaped' },
    services: 'fewest',
  },
];

const isThroughput = ({ id }: Headline) => id === 'throughput';

/** The figures by which tunings are judged, declared beforehand; each condition beside the other. */
export const ablationFigures: readonly Headline[] = [
  ...headlines.filter(isThroughput),
  ...conditions,
  ...headlines.filter((headline) => !isThroughput(headline)),
];
