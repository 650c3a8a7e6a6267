import { scriptElement, scriptSource } from './html/language-switch.ts';
import { html, Markup } from './html/markup.ts';
import { type PageSection, sectionsOf } from './html/sections.ts';
import { titleBlock } from './html/title-block.ts';
import { both, english, korean } from './locale/words.ts';
import type { ReportModel } from './model.ts';
import { style } from './style.ts';

function drawn({ id, title, body }: PageSection): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${body}
</section>
`;
}

/**
 * The report as one HTML file in English and Korean: no font, no image and no script from elsewhere;
 * readable on paper, on a phone, in light and dark. It belongs beside the run's `raw/` folder, to which its
 * figures link.
 */
export function renderHtml(model: ReportModel): string {
  const sections = sectionsOf(model);
  const [titleEn, titleKo] = [english, korean].map((words) => `${words.say('page.title')}: ${model.run.id}`);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src ${scriptSource}">
<title data-en="${titleEn}" data-ko="${titleKo}">${titleEn}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#found">${both((words) => words.say('page.skip'))}</a>
${titleBlock(model)}
<nav aria-labelledby="contents"><p id="contents">${both((words) => words.say('page.contents'))}</p><ol>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ol></nav>
<main>
${sections.map(drawn)}</main>
<footer><p>${both((words) => words.say('page.footer', { run: model.run.id, version: model.run.generator }))}</p></footer>
${scriptElement}
</body>
</html>
`;
  return page.text;
}
