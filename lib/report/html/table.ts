import { html, type Markup } from './markup.ts';

export interface Column {
  readonly head: Markup | string;
  /** Numbers are set to the right, with figures of one width; links keep some room. */
  readonly kind?: 'number' | 'text' | 'links';
}

export interface TableRow {
  /** The row's own head. */
  readonly head: Markup | string;
  readonly cells: readonly (Markup | string)[];
  readonly className?: string;
}

/**
 * A table with a caption, scoped heads, and a frame of its own to scroll in where the page is narrow.
 * The first column holds the rows' heads.
 */
export function table(
  caption: Markup | string,
  columns: readonly Column[],
  rows: readonly TableRow[],
  className = '',
): Markup {
  const kind = (index: number) => columns[index]?.kind ?? 'text';
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${plainText(caption)}">
<table class="${className}"><caption><span>${caption}</span></caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col" class="${kind(index)}">${column.head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) => html`<tr class="${row.className ?? ''}"><th scope="row">${row.head}</th>${row.cells.map(
      (cell, index) => html`<td class="${kind(index + 1)}">${cell}</td>`,
    )}</tr>
`,
  )}</tbody></table></div>`;
}

function plainText(caption: Markup | string): string {
  return typeof caption === 'string' ? caption : caption.text.replace(/<[^>]*>/g, '');
}
