import type { Evidence } from '../../domain/comparison.ts';
import { isTwin, labelOf } from '../../domain/label.ts';
import type { Absence, Mark } from '../../domain/sample.ts';
import { type Series, type SeriesKey, seriesId } from '../../domain/series.ts';
import { type Summary, summarise } from '../../domain/statistics/summary.ts';
import type { Verdict } from '../../domain/verdict.ts';

/** One block's value, as a chart shows it. */
export interface Dot {
  readonly block: number;
  /** In the metric's unit. */
  readonly value: number;
  readonly marks: readonly Mark[];
  readonly raw?: string;
}

/** Why a series has no value. */
export interface Missing {
  readonly kind: Absence | 'not measured';
  readonly reason?: string;
}

/** One series, summed up. */
export interface Row {
  readonly key: SeriesKey;
  /** The scenario as readers see it. */
  readonly label: string;
  readonly twin: boolean;
  readonly dots: readonly Dot[];
  /** Absent when no block has a value; then `absent` says why. */
  readonly summary?: Summary;
  readonly absent?: Missing;
  /** Against the baseline; absent for the baseline itself and its twin. */
  readonly verdict?: Verdict;
}

function dotsOf(series: Series | undefined): Dot[] {
  return (series?.readings ?? []).flatMap(({ block, reading, raw }): Dot[] =>
    reading.outcome === 'value'
      ? [{ block, value: reading.value, marks: reading.marks, ...(raw === undefined ? {} : { raw }) }]
      : [],
  );
}

/** Why a series has no value: what its first absence says. */
function absenceOf(series: Series | undefined): Missing {
  for (const { reading } of series?.readings ?? [])
    if (reading.outcome !== 'value') return { kind: reading.outcome, reason: reading.reason };
  return { kind: 'not measured' };
}

/** Makes the row of one key, whether or not anything was measured. */
export function rowOf({ run, series }: Evidence, key: SeriesKey, verdict?: Verdict): Row {
  const own = series.get(seriesId(key));
  const dots = dotsOf(own);
  const summary = summarise(dots.map((dot) => dot.value));
  return {
    key,
    label: labelOf(run.target, key.scenario),
    twin: isTwin(key.scenario),
    dots,
    ...(summary.ok ? { summary: summary.figure } : { absent: absenceOf(own) }),
    ...(verdict ? { verdict } : {}),
  };
}

/** Every mark that stands at one of the row's values. */
export function marksOf(row: Row): Mark[] {
  return [...new Set(row.dots.flatMap((dot) => dot.marks))];
}
