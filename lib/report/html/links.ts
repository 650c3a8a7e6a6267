import { both } from '../locale/words.ts';
import { rawId } from '../model/raw.ts';
import type { Dot, Row } from '../model/row.ts';
import { html, joined, type Markup, type Shown } from './markup.ts';

/** Where a file of the run lies, from the report beside it. */
export function address(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Readers count blocks from one, as the names of steps do. */
export function blockNumber(block: number): string {
  return String(block + 1);
}

/** Links to raw outputs, one a block: `1 2 3`. */
export function fileLinks(files: readonly { readonly block: number; readonly path: string }[]): Markup {
  return joined(
    files.map(({ block, path }) => html`<a href="${address(path)}">${blockNumber(block)}</a>`),
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
    ? html`<small>${both((words) => words.say('word.not-measured'))}</small>`
    : html`<small><a class="figure" href="#missing">${both((words) => words.say(`kind.${kind}`))}</a></small>`;
}

/** A figure that leads to its raw outputs in the appendix. */
export function sourced(row: Row, content: Shown): Markup {
  return row.dots.some((dot) => dot.raw !== undefined)
    ? html`<a class="figure" href="#${rawId(row.key)}">${content}</a>`
    : html`${content}`;
}
