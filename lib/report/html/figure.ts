import type { Chart } from '../figures/render.ts';
import { html, Markup, type Shown } from './markup.ts';

/** A chart with its caption; the page shows the drawing that fits its width. */
export function figure(chart: Chart, caption: Shown): Markup {
  return html`<figure>${new Markup(chart.wide)}${new Markup(chart.narrow)}<figcaption>${caption}</figcaption></figure>`;
}
