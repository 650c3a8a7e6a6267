import { rawId } from '../model/raw.ts';
import type { Dot, Row } from '../model/row.ts';
import { html, joined, type Markup } from './markup.ts';

/** Where a file of the run lies, from the report beside it. */
function address(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Readers count blocks from one, as the names of steps do. */
export function blockNumber(block: number): string {
  return String(block + 1);
}

/** Links to raw outputs, one a block: `1 2 3`. */
export function fileLinks(files: readonly { readonly block: number; readonly path: string }[]): Markup {
  return joined(
    files.map(({ block, path }) => {
      const number = blockNumber(block);
      return html`<a href="${address(path)}" aria-label="Raw output of block ${number}">${number}</a>`;
    }),
    ' ',
  );
}

/** The raw outputs behind the dots of a row. */
export function dotLinks(dots: readonly Dot[]): Markup {
  return fileLinks(dots.flatMap(({ block, raw }) => (raw === undefined ? [] : [{ block, path: raw }])));
}

/** In place of a figure: that it is absent, leading to the section that tells why. */
export function absence(row: Row): Markup {
  const kind = row.absent?.kind ?? 'not measured';
  return kind === 'not measured'
    ? html`<small>${kind}</small>`
    : html`<small><a class="figure" href="#missing">${kind}</a></small>`;
}

/** A figure that leads to its raw outputs in the appendix. */
export function sourced(row: Row, content: Markup | string): Markup {
  return row.dots.some((dot) => dot.raw !== undefined)
    ? html`<a class="figure" href="#${rawId(row.key)}">${content}</a>`
    : html`${content}`;
}
