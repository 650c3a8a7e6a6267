import type { Evidence } from '../../domain/comparison.ts';
import type { BreadthSection } from './breadth.ts';
import type { HeadlineSection } from './headlines.ts';
import type { ScalingId, ScalingSection } from './scaling.ts';

export const topicIds = [
  'throughput',
  'udp',
  'latency',
  'http',
  'services',
  'kube-proxy',
  'dns',
  'resources',
] as const;
export type TopicId = (typeof topicIds)[number];

/** What belongs to a section of the report. */
interface Topic {
  readonly probes: readonly string[];
  /** Ids of headlines. */
  readonly headlines: readonly string[];
  readonly scalings: readonly ScalingId[];
}

const topics: Readonly<Record<TopicId, Topic>> = {
  throughput: { probes: ['tcp', 'tcp-shaped'], headlines: ['cpu-per-gbit', 'throughput'], scalings: [] },
  udp: { probes: ['udp-max', 'udp-published'], headlines: [], scalings: [] },
  latency: {
    probes: ['rtt', 'rtt-loaded', 'rtt-published', 'rtt-saturated', 'connect'],
    headlines: ['rtt', 'connect'],
    scalings: [],
  },
  http: { probes: ['http'], headlines: ['http'], scalings: [] },
  services: {
    probes: [],
    headlines: ['connect-many'],
    scalings: ['connect', 'connect-p50', 'kept', 'close', 'keepalive'],
  },
  'kube-proxy': { probes: ['services'], headlines: [], scalings: ['sync', 'rules'] },
  dns: { probes: ['dns-latency', 'dns-capacity', 'dns-getent'], headlines: ['dns'], scalings: [] },
  resources: { probes: ['tcp-paced', 'connect-paced', 'idle'], headlines: [], scalings: [] },
};

/** All that a run has on one topic; empty lists are an absence that the report states. */
export interface TopicData {
  readonly id: TopicId;
  readonly headlines: readonly HeadlineSection[];
  readonly scaling: readonly ScalingSection[];
  readonly breadth: readonly BreadthSection[];
}

/** Sorts what was measured by topic; every declared figure and every point is in one. */
export function topicsOf(
  { run }: Evidence,
  all: Pick<TopicData, 'headlines' | 'scaling' | 'breadth'>,
): TopicData[] {
  const probeOf = (id: string) => run.plan.points.find((point) => point.id === id)?.probe ?? id;
  return topicIds.map((id) => {
    const topic = topics[id];
    return {
      id,
      headlines: all.headlines.filter(({ planned }) => topic.headlines.includes(planned.headline.id)),
      scaling: all.scaling.filter((section) => topic.scalings.includes(section.id)),
      breadth: all.breadth.filter(({ point }) => topic.probes.includes(probeOf(point))),
    };
  });
}

/** Whether anything of it has a value: planned and failed everywhere is an absence, too. */
export function hasValues({ headlines, scaling, breadth }: TopicData): boolean {
  const rows = [
    ...headlines.flatMap((section) => section.rows),
    ...scaling.flatMap((section) => section.curves.flatMap((curve) => curve.rows)),
    ...breadth.flatMap((section) => section.lines.flatMap((line) => line.rows)),
  ];
  return rows.some((row) => row.summary !== undefined);
}
