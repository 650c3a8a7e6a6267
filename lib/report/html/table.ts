import { createHash } from 'node:crypto';
import { html, type Markup, type Shown } from './markup.ts';

export interface Column {
  readonly head: Shown;
  /** Numbers are set to the right, with figures of one width; links keep some room. */
  readonly kind?: 'number' | 'text' | 'links';
}

export interface TableRow {
  /** The row's own head. */
  readonly head: Shown;
  readonly cells: readonly Shown[];
  readonly className?: string;
}

/**
 * A table with a caption, scoped heads, and a frame of its own to scroll in where the page is narrow.
 * The first column holds the rows' heads.
 */
export function table(
  caption: Shown,
  columns: readonly Column[],
  rows: readonly TableRow[],
  className = '',
): Markup {
  const kind = (index: number) => columns[index]?.kind ?? 'text';
  const shown = html`${caption}`;
  const id = `table-${createHash('sha256').update(`${shown.text} ${rows.length}`).digest('hex').slice(0, 8)}`;
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
<table class="${className}"><caption><span id="${id}">${shown}</span></caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col" class="${kind(index)}">${column.head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr class="${row.className ?? ''}"><th scope="row">${row.head}</th>${row.cells.map(
      (cell, index) => html`<td class="${kind(index + 1)}">${cell}</td>`,
    )}</tr>
`,
  )}</tbody></table></div>`;
}
