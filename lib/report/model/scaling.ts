import type { Comparison, Evidence } from '../../domain/comparison.ts';
import { isTwin, labelOf } from '../../domain/label.ts';
import type { MetricId } from '../../domain/metric.ts';
import { servicesPoint } from '../../domain/plan.ts';
import type { Params } from '../../domain/point.ts';
import { seriesId } from '../../domain/series.ts';
import { verdictsBySeries } from './headlines.ts';
import { type Row, rowOf } from './row.ts';

/** One scenario's readings against the number of Services; verdicts are against the fewest. */
export interface Curve {
  readonly scenario: string;
  readonly label: string;
  /** Fewest Services first. */
  readonly rows: readonly Row[];
}

/** A question about the number of Services; the locales name it. */
export type ScalingId = 'connect' | 'connect-p50' | 'kept' | 'close' | 'keepalive' | 'sync' | 'rules';

export interface ScalingSection {
  readonly id: ScalingId;
  readonly metric: MetricId;
  /** Figures that grow with the number of Services itself are read on a logarithmic scale. */
  readonly logarithmic: boolean;
  readonly curves: readonly Curve[];
}

interface Question extends Omit<ScalingSection, 'curves'> {
  readonly probe: string;
  readonly params: Params;
}

const fastHttp = { server: 'fast-http', qps: 0 } as const;

const questions: readonly Question[] = [
  {
    id: 'connect',
    metric: 'connect.min',
    probe: 'connect',
    params: { via: 'service' },
    logarithmic: false,
  },
  {
    id: 'connect-p50',
    metric: 'connect.p50',
    probe: 'connect',
    params: { via: 'service' },
    logarithmic: false,
  },
  {
    id: 'kept',
    metric: 'rtt.min',
    probe: 'rtt',
    params: { via: 'service' },
    logarithmic: false,
  },
  {
    id: 'close',
    metric: 'http.rate',
    probe: 'http',
    params: { ...fastHttp, keepalive: false },
    logarithmic: false,
  },
  {
    id: 'keepalive',
    metric: 'http.rate',
    probe: 'http',
    params: { ...fastHttp, keepalive: true },
    logarithmic: false,
  },
  {
    id: 'sync',
    metric: 'services.sync',
    probe: servicesPoint,
    params: {},
    logarithmic: true,
  },
  {
    id: 'rules',
    metric: 'services.rules',
    probe: servicesPoint,
    params: {},
    logarithmic: true,
  },
];

function pointFor({ probe, params }: Question, { run }: Evidence): string | undefined {
  if (probe === servicesPoint) return servicesPoint;
  return run.plan.points.find(
    (point) =>
      point.probe === probe && Object.entries(params).every(([name, value]) => point.params[name] === value),
  )?.id;
}

/** What was measured at several numbers of Services. */
export function scalingSections(evidence: Evidence, comparisons: readonly Comparison[]): ScalingSection[] {
  const verdicts = verdictsBySeries(comparisons);
  const scenarios = evidence.run.plan.scenarios.filter((name) => !isTwin(name));
  return questions.flatMap((question): ScalingSection[] => {
    const point = pointFor(question, evidence);
    const measured = [...evidence.series.values()].filter(
      (series) => series.point === point && series.metric === question.metric,
    );
    const levels = [...new Set(measured.map((series) => series.services))].sort((a, b) => a - b);
    if (point === undefined || levels.length < 2) return [];
    const { id, metric, logarithmic } = question;
    const curves = scenarios.map((scenario): Curve => {
      const rows = levels.map((services) => {
        const key = { scenario, point, services, metric };
        return rowOf(evidence, key, verdicts.get(seriesId(key))?.verdict);
      });
      return { scenario, label: labelOf(evidence.run.target, scenario), rows };
    });
    return [{ id, metric, logarithmic, curves }];
  });
}
