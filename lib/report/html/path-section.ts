import { pathDiagram } from '../diagrams/path.ts';
import { stackDiagram } from '../diagrams/stack.ts';
import { both } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { knownScenarios } from './comparison-section.ts';
import { figure } from './figure.ts';
import { html, type Markup } from './markup.ts';

/** The way of a packet and the layers of the data plane, two drawings a scenario. */
export function pathSection(model: ReportModel): Markup {
  const known = knownScenarios(model);
  const inLab = model.run.target === 'lab';
  const labels = known.map(({ entry }) => entry).filter(({ label, name }) => label !== name);
  const drawings = known.map(({ entry: { name, label }, scenario }) => {
    const id = `path-${name.replace(/[^A-Za-z-]/g, '_')}`;
    return html`<section aria-labelledby="${id}"><h3 id="${id}">${label}: ${both((words) => words.scenarioTitle(name))}</h3>
${figure(
  pathDiagram(scenario, label, inLab),
  both((words) => words.say('diagram.path-caption', { label })),
)}
${figure(
  stackDiagram(scenario, name),
  both((words) => words.say('diagram.stack-caption', { label: name })),
)}</section>
`;
  });
  const names = labels.map(({ label }) => label);
  return html`<p>${both((words) => `${words.say('diagram.derived')} ${words.say('diagram.legend')}`)}</p>
${names.length === 0 ? html`` : html`<p>${both((words) => words.say('diagram.lab', { labels: words.listed(names) }))}</p>`}
${drawings}`;
}
