/** Text that is HTML already. Everything else is escaped where it is put in. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Markup | string | number | readonly Piece[] | undefined;

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
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return String(piece).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A template of HTML: what is put in is escaped unless it was made by this function too. */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(strings.map((text, index) => text + textOf(pieces[index])).join(''));
}

/** Joins with some HTML between, as `Array.join` does. */
export function joined(pieces: readonly (Markup | string)[], between: string): Markup {
  return new Markup(pieces.map((piece) => textOf(piece)).join(between));
}

/** An id in the type of code, which may break after its dots. */
export function code(id: string): Markup {
  return html`<code>${joined(id.split('.'), '.<wbr>')}</code>`;
}
