import { overallFinding, scenarioFindings } from './findings/overall.ts';
import { breadthSection } from './html/breadth-section.ts';
import { headlineSection } from './html/headline-section.ts';
import { hostSection } from './html/host-section.ts';
import { html, Markup } from './html/markup.ts';
import { methodSection } from './html/method-section.ts';
import { rawSection } from './html/raw-section.ts';
import { scalingPart } from './html/scaling-section.ts';
import { summarySection } from './html/summary-section.ts';
import { titleBlock } from './html/title-block.ts';
import { troubleSection } from './html/trouble-section.ts';
import type { ReportModel } from './model.ts';
import { style } from './style.ts';

interface Part {
  readonly id: string;
  readonly title: string;
  readonly body: Markup;
}

function partsOf(model: ReportModel): Part[] {
  const parts: Part[] = [
    {
      id: 'found',
      title: 'What was found',
      body: html`<p class="finding">${overallFinding(model)}</p>
<ul class="findings">${scenarioFindings(model).map(({ label, text }) => html`<li><b>${label}</b>${text}</li>`)}</ul>
${summarySection(model)}`,
    },
  ];
  if (model.headlines.length > 0)
    parts.push({
      id: 'declared',
      title: 'The declared figures',
      body: html`${model.headlines.map((section) => headlineSection(section, model))}`,
    });
  if (model.scaling.length > 0)
    parts.push({
      id: 'services',
      title: 'What Services cost',
      body: html`<p>New connections may have to pass a rule for every Service; requests on open connections do not. The figure of open connections is therefore the control: if it moves too, something else does.</p>${model.scaling.map(scalingPart)}`,
    });
  return [
    ...parts,
    { id: 'all', title: 'Everything measured', body: breadthSection(model.breadth) },
    { id: 'missing', title: 'What is missing or marked', body: troubleSection(model.trouble) },
    { id: 'method', title: 'How it was measured', body: methodSection(model) },
    { id: 'host', title: 'What it was measured on', body: hostSection(model) },
    { id: 'raw', title: 'Raw outputs', body: rawSection(model.raw) },
  ];
}

/**
 * The report as one HTML file: no script, no font and no image from elsewhere; readable on paper, on a
 * phone, in light and dark. It belongs beside the run's `raw/` folder, to which its figures link.
 */
export function renderHtml(model: ReportModel): string {
  const parts = partsOf(model);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>CNI datapaths compared: ${model.run.id}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#found">Skip to the findings</a>
${titleBlock(model)}
<nav aria-label="Contents"><ol>${parts.map((part) => html`<li><a href="#${part.id}">${part.title}</a></li>`)}</ol></nav>
<main>
${parts.map(
  (part) => html`<section aria-labelledby="${part.id}"><h2 id="${part.id}">${part.title}</h2>
${part.body}
</section>
`,
)}</main>
<footer><p>Run <code>${model.run.id}</code>, drawn from its journal by eks-cni-bench ${model.run.generator}.</p></footer>
</body>
</html>
`;
  return page.text;
}
