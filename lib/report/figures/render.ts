// One file of code: the library's own modules are hundreds, and take ten times as long to load.
import * as echarts from 'echarts/dist/echarts.esm.min.mjs';
import type { Bilingual } from '../../domain/published/claim.ts';
import { label as announced } from '../html/markup.ts';
import { muted } from './palette.ts';

/** A drawing for a wide page and one for a phone: scaling one for both makes letters unreadable. */
export interface Chart {
  readonly wide: string;
  readonly narrow: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
}

/** Axis labels and marks, px. */
export const fontSize = 12;

/** What ECharts writes for interaction and for other documents than HTML. */
const needless = [
  /<style ?>.*?<\/style>/gs,
  / (?:class|ecmeta_\w+|pointer-events|xmlns:xlink|baseProfile|version)="[^"]*"/g,
  /<rect [^>]*fill="none"><\/rect>\n/g,
];

function draw(option: echarts.EChartsOption, { width, height }: Size): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'inherit', fontSize, color: muted },
      ...option,
    });
    return chart.renderToSVGString({ useViewBox: true });
  } finally {
    // Without it the process never exits.
    chart.dispose();
  }
}

/**
 * Draws a chart twice, as SVG that stands inline in HTML, takes its colours from the page and is
 * announced as one image.
 * @param id unique in the page; its clip paths are named after it
 * @param label what the chart shows, in a sentence
 * @param words what the drawing itself says in English, to be switched like all text
 */
export function render(
  id: string,
  label: Bilingual,
  height: number,
  option: (size: Size) => echarts.EChartsOption,
  words: readonly Bilingual[] = [],
): Chart {
  const svg = (size: Size) => {
    const unique = `${id}-${size.narrow ? 'narrow' : 'wide'}`;
    const bare = needless.reduce((text, pattern) => text.replaceAll(pattern, ''), draw(option(size), size));
    return inBothLanguages(bare, words)
      .replaceAll(/zr\d+-c/g, `${unique}-c`)
      .replace(
        '<svg ',
        `<svg class="${size.narrow ? 'narrow' : 'wide'}" role="img" ${announced(label).text} `,
      );
  };
  return {
    wide: svg({ width: 720, height, narrow: false }),
    narrow: svg({ width: 350, height, narrow: true }),
  };
}

function inBothLanguages(svg: string, words: readonly Bilingual[]): string {
  return words
    .filter(({ en, ko }) => en !== ko)
    .reduce(
      (text, { en, ko }) =>
        text.replaceAll(
          `>${en}</text>`,
          `><tspan lang="en">${en}</tspan><tspan lang="ko">${ko}</tspan></text>`,
        ),
      svg,
    );
}
