import type { Bilingual } from '../../domain/published/claim.ts';
import { hairline, ink, muted } from '../figures/palette.ts';
import type { Chart } from '../figures/render.ts';
import { label } from '../html/markup.ts';
import type { Worker } from './hops.ts';

/** Colours of the page; `--worker-…` are defined for light, dark and paper. */
const workerColour = (worker: Worker) => `var(--worker-${worker})`;
const letters: Readonly<Record<Worker, string>> = { kernel: 'K', ebpf: 'B', iptables: 'I', wire: 'W' };

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A text of both languages at a place; the style sheet shows one. */
export function words(
  { en, ko }: Bilingual,
  x: number,
  y: number,
  { size = 12, colour = ink, weight = 400, anchor = 'start' } = {},
): string {
  const inside =
    en === ko
      ? escaped(en)
      : `<tspan lang="en">${escaped(en)}</tspan><tspan lang="ko">${escaped(ko)}</tspan>`;
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${colour}">${inside}</text>`;
}

/** A box with a coloured edge and the letter of who works there. */
export function workBox(
  worker: Worker,
  text: Bilingual,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): string {
  const middle = y + height / 2 + 4;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="none" stroke="${hairline}"/>`,
    `<rect x="${x}" y="${y}" width="18" height="${height}" rx="3" fill="${workerColour(worker)}"/>`,
    `<text x="${x + 9}" y="${middle}" font-size="11" font-weight="600" text-anchor="middle" fill="var(--paper)">${letters[worker]}</text>`,
    words(text, x + 25, middle),
  ].join('');
}

/** A small caption above boxes. */
export function heading(text: Bilingual, x: number, y: number): string {
  return words(text, x, y, { size: 11, colour: muted, weight: 600 });
}

/** An arrow from one point to another, straight down or up. */
export function arrow(x: number, from: number, to: number): string {
  const tip = to > from ? -5 : 5;
  return `<path d="M${x},${from}V${to}M${x - 4},${to + tip}L${x},${to}L${x + 4},${to + tip}" fill="none" stroke="${muted}"/>`;
}

interface Drawing {
  readonly height: number;
  readonly body: string;
}

/** Puts a wide and a narrow drawing into the frame that all figures of the page have. */
export function framed(description: Bilingual, draw: (width: number, narrow: boolean) => Drawing): Chart {
  const svg = (width: number, narrow: boolean) => {
    const { height, body } = draw(width, narrow);
    return `<svg class="${narrow ? 'narrow' : 'wide'}" role="img" ${label(description).text} width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xmlns="http://www.w3.org/2000/svg">${body}</svg>`;
  };
  return { wide: svg(720, false), narrow: svg(350, true) };
}
