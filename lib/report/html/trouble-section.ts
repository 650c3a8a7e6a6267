import { metric } from '../../domain/metric.ts';
import { formatCount } from '../format.ts';
import type { Trouble } from '../model/trouble.ts';
import { listed } from '../words.ts';
import { blockNumber } from './links.ts';
import { code, html, joined, type Markup } from './markup.ts';
import { table } from './table.ts';

function place({ point, services }: Trouble): Markup {
  if (point === undefined) return html`everything planned`;
  return html`${code(point)}${services === undefined ? '' : `, ${formatCount(services)} Services`}`;
}

/** `1 to 6`, `2, 5`: neighbouring blocks together. */
function blocksText(blocks: readonly number[]): string {
  const [first, last] = [blocks.at(0), blocks.at(-1)];
  if (first === undefined || last === undefined) return '';
  const consecutive = last - first === blocks.length - 1;
  if (blocks.length > 2 && consecutive) return `${blockNumber(first)} to ${blockNumber(last)}`;
  return blocks.map(blockNumber).join(', ');
}

/** More links than these are found in the appendix. */
const mostLinks = 12;

function rawLinks({ raw }: Trouble): Markup {
  if (raw.length > mostLinks) return html`${raw.length} files`;
  return joined(
    raw.map(
      (path, index) => html`<a href="${path.split('/').map(encodeURIComponent).join('/')}">${index + 1}</a>`,
    ),
    ' ',
  );
}

/** Every figure that is absent, marked, disturbed, repeated or void, and why. */
export function troubleSection(trouble: readonly Trouble[]): Markup {
  if (trouble.length === 0)
    return html`<p>Nothing: every planned step was measured, and none was marked, disturbed or repeated.</p>`;
  return table(
    'What is absent, marked, disturbed or repeated, and why',
    [
      { head: 'What' },
      { head: 'Scenarios' },
      { head: 'Where' },
      { head: 'Blocks' },
      { head: 'Figures' },
      { head: 'Why' },
      { head: 'Raw outputs' },
    ],
    trouble.map((one) => ({
      head: one.kind,
      cells: [
        one.labels.length === 0 ? 'all' : listed(one.labels),
        one.kind === 'voided' ? 'the whole block' : place(one),
        blocksText(one.blocks),
        one.metrics.length === 0 ? 'all' : one.metrics.map((id) => metric(id).title).join('; '),
        one.reason,
        rawLinks(one),
      ],
    })),
    'trouble',
  );
}
