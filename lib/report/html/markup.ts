import type { Bilingual } from '../../domain/published/claim.ts';

/** Text that is HTML already. Everything else is escaped where it is put in. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may be shown: a text of both languages is switched in place. */
export type Shown = Markup | string | Bilingual;

type Piece = Shown | number | readonly Piece[] | undefined;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function textOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece !== 'object') return escaped(String(piece));
  return 'en' in piece ? inBoth(piece) : piece.map(textOf).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Both languages side by side; the style sheet shows the one of the page. */
function inBoth({ en, ko }: Bilingual): string {
  if (en === ko) return escaped(en);
  return `<span lang="en">${escaped(en)}</span><span lang="ko">${escaped(ko)}</span>`;
}

/** A template of HTML: what is put in is escaped unless it was made by this function too. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((text, index) => text + textOf(pieces[index])).join(''));
}

/** Joins with some HTML between, as `Array.join` does. */
export function joined(pieces: readonly Shown[], between: string): Markup {
  return new Markup(pieces.map((piece) => textOf(piece)).join(between));
}

/** An id in the type of code, which may break after its dots. */
export function code(id: string): Markup {
  return html`<code>${joined(id.split('.'), '.<wbr>')}</code>`;
}

/** Text that is a record and no language of this page: what a tool or a system said. */
export function verbatim(text: string): Markup {
  return html`<samp lang="en">${text}</samp>`;
}

/** The attributes of something that is announced but not seen; a script changes the language. */
export function label({ en, ko }: Bilingual): Markup {
  return new Markup(`aria-label="${escaped(en)}" data-ko="${escaped(ko)}"`);
}
