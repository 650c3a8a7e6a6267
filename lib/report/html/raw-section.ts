import { formatCount } from '../format.ts';
import { both } from '../locale/words.ts';
import { rawId } from '../model/raw.ts';
import type { ReportModel } from '../model.ts';
import { fileLinks } from './links.ts';
import { code, html, type Markup } from './markup.ts';
import { table } from './table.ts';

/** The raw outputs behind every figure, a file a block. */
export function rawSection({ raw, rawLies }: ReportModel): Markup {
  if (raw.length === 0) return html`<p>${both((words) => words.say('raw.none'))}</p>`;
  return html`<p>${both((words) => words.say('raw.reading'))}</p>
${rawLies ? html`` : html`<p class="caveat">${both((words) => words.say('raw.absent'))}</p>`}
${table(
  both((words) => words.say('caption.raw')),
  [
    { head: both((words) => words.say('head.scenario')) },
    { head: both((words) => words.say('head.point')) },
    { head: both((words) => words.say('head.services')), kind: 'number' },
    { head: both((words) => words.say('head.blocks')) },
  ],
  raw.map((row) => ({
    head: html`<span id="${rawId(row)}">${row.label}</span>`,
    cells: [code(row.point), formatCount(row.services), fileLinks(row.files)],
  })),
  'raw',
)}`;
}
