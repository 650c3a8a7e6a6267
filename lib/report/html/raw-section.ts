import { formatCount } from '../format.ts';
import { type RawRow, rawId } from '../model/raw.ts';
import { fileLinks } from './links.ts';
import { code, html, type Markup } from './markup.ts';
import { table } from './table.ts';

/** The raw outputs behind every figure, a file a block. */
export function rawSection(rows: readonly RawRow[]): Markup {
  return html`<p>Exactly what the tools printed, a file for every block; all figures of a row come from it. The links lead into the run’s folder, beside this report.</p>
${table(
  'Raw outputs, by scenario, point and number of Services',
  [{ head: 'Scenario' }, { head: 'Point' }, { head: 'Services', kind: 'number' }, { head: 'Blocks' }],
  rows.map((row) => ({
    head: html`<span id="${rawId(row)}">${row.label}</span>`,
    cells: [code(row.point), formatCount(row.services), fileLinks(row.files)],
  })),
  'raw',
)}`;
}
