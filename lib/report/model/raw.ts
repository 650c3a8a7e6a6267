import { labelOf } from '../../domain/label.ts';
import type { Run } from '../../domain/run.ts';
import type { Series } from '../../domain/series.ts';

/** The raw outputs behind one scenario at one point and level, a file a block. */
export interface RawRow {
  readonly scenario: string;
  readonly label: string;
  readonly point: string;
  readonly services: number;
  readonly files: readonly { readonly block: number; readonly path: string }[];
}

/** All metrics of a step come from one file: the rows are of steps, not of metrics. */
export function rawRows(run: Run, series: Iterable<Series>): RawRow[] {
  const rows = new Map<string, Omit<RawRow, 'files'> & { files: Map<number, string> }>();
  for (const { scenario, point, services, readings } of series) {
    const id = rawId({ scenario, point, services });
    const label = labelOf(run.target, scenario);
    const row = rows.get(id) ?? { scenario, label, point, services, files: new Map<number, string>() };
    for (const { block, raw } of readings) if (raw !== undefined) row.files.set(block, raw);
    rows.set(id, row);
  }
  return [...rows.values()].flatMap(({ files, ...row }) =>
    files.size === 0 ? [] : [{ ...row, files: [...files].map(([block, path]) => ({ block, path })) }],
  );
}

/** Where a figure's raw outputs stand in the appendix. */
export function rawId(key: { readonly scenario: string; readonly point: string; readonly services: number }) {
  return `raw-${key.scenario}-${key.services}-${key.point}`.replace(/[^A-Za-z0-9-]/g, '_');
}
