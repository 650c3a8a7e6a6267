import { html, type Markup, type Shown } from './markup.ts';

/** That something was not measured, and why: never an empty section. */
export function absent(why: Shown): Markup {
  return html`<p class="absent">${why}</p>`;
}
