/** Scenarios with a colour of their own; everything else is drawn in the text's colour. */
const coloured: ReadonlySet<string> = new Set(['A', 'B', 'C', 'D', 'E']);

/**
 * The colour of a scenario, as a CSS variable that the page defines for light and dark. Variants and
 * twins share their base's; colour never stands alone, a label or a symbol always goes with it.
 */
export function colourOf(scenario: string): string {
  const base = scenario[0] ?? '';
  return coloured.has(base) ? `var(--scenario-${base.toLowerCase()})` : ink;
}

export const ink = 'var(--ink)';
export const muted = 'var(--muted)';
export const hairline = 'var(--hairline)';
export const paper = 'var(--paper)';

const downwards = 'path://M0,0L10,0L5,9Z';
const symbols = ['circle', 'rect', 'triangle', 'diamond', downwards] as const;

/** A symbol per base scenario, for readers who cannot tell the colours apart. */
export function symbolOf(scenario: string): string {
  return symbols['ABCDE'.indexOf(scenario[0] ?? '')] ?? 'circle';
}
