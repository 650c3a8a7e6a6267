/** A figure that the data do not support, and why. Never NaN, never zero. */
export type NoFigure =
  | { readonly kind: 'too few'; readonly have: number; readonly need: number }
  | { readonly kind: 'not positive'; readonly value: number };

/** A figure, or why there is none. */
export type Figure<T> =
  | { readonly ok: true; readonly figure: T }
  | { readonly ok: false; readonly why: NoFigure };

export function figure<T>(value: T): Figure<T> {
  return { ok: true, figure: value };
}

export function noFigure(why: NoFigure): { readonly ok: false; readonly why: NoFigure } {
  return { ok: false, why };
}

/** Says it in words, for a reader. */
export function noFigureText(why: NoFigure): string {
  return why.kind === 'too few'
    ? `too few: ${why.have} of at least ${why.need} repetitions`
    : `a value of ${why.value} has no ratio`;
}
