import type { ScenarioEntry } from '../model/scenarios.ts';
import type { ReportModel } from '../model.ts';
import { html, type Markup } from './markup.ts';
import { table } from './table.ts';

function words(value: string | number | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === undefined ? '' : String(value);
}

function factName(key: string): string {
  return key.replaceAll('-', ' ');
}

function outcomeText({ outcome, reason, mismatches }: ScenarioEntry): string {
  const why = [reason, ...mismatches].filter(Boolean).join('; ');
  return why === '' ? outcome : `${outcome}: ${why}`;
}

function scenarioTable(scenarios: readonly ScenarioEntry[]): Markup {
  return table(
    'The scenarios of this run',
    [{ head: 'Scenario' }, { head: 'What it is' }, { head: 'Outcome' }],
    scenarios.map((scenario) => ({ head: scenario.label, cells: [scenario.title, outcomeText(scenario)] })),
  );
}

function factsTable(scenarios: readonly ScenarioEntry[]): Markup {
  const open = scenarios.filter((scenario) => Object.keys(scenario.facts).length > 0);
  const keys = [...new Set(open.flatMap((scenario) => Object.keys(scenario.facts)))];
  if (keys.length === 0) return html``;
  return table(
    'What each datapath was found to be before anything was measured',
    [{ head: 'Fact' }, ...open.map((scenario) => ({ head: scenario.label }))],
    keys.map((key) => ({ head: factName(key), cells: open.map((scenario) => words(scenario.facts[key])) })),
  );
}

/** The scenarios as they were found, the host and the tools. */
export function hostSection(model: ReportModel): Markup {
  const { environment, tools, generator } = model.run;
  return html`${scenarioTable(model.scenarios)}
${factsTable(model.scenarios)}
${table(
  'The host',
  [{ head: 'Fact' }, { head: 'Value' }],
  Object.entries(environment).map(([key, value]) => ({ head: factName(key), cells: [words(value)] })),
)}
${table(
  'The tools',
  [{ head: 'Tool' }, { head: 'Version' }],
  [...Object.entries(tools), ['eks-cni-bench', generator] as const].map(([name, version]) => ({
    head: name,
    cells: [version],
  })),
)}`;
}
