import { parseScenario, type Scenario } from '../../domain/scenario.ts';
import { tunings } from '../../domain/tuning.ts';
import type { Template } from '../locale/en.ts';
import { both } from '../locale/words.ts';
import type { ScenarioEntry } from '../model/scenarios.ts';
import type { ReportModel } from '../model.ts';
import { ablationSection } from './ablation-section.ts';
import { html, type Markup, type Shown } from './markup.ts';
import { table } from './table.ts';

/** The scenarios of a report that are one of the five or their variants; a twin is the same again. */
export function knownScenarios({ scenarios }: ReportModel): { entry: ScenarioEntry; scenario: Scenario }[] {
  return scenarios
    .filter(({ name, twin }) => !twin && /^[A-E](?![a-z])/.test(name))
    .map((entry) => ({ entry, scenario: parseScenario(entry.name) }));
}

const said = (key: Extract<Template, `comparison.${string}` | `word.${string}`>): Shown =>
  both((words) => words.say(key as 'comparison.cni'));

const yesOrNo = (yes: boolean): Shown => said(yes ? 'word.yes' : 'word.no');

const services = ({ cni, serviceLoadBalancing }: Scenario): Shown =>
  serviceLoadBalancing === 'ebpf-socket'
    ? said('comparison.socket')
    : said(cni === 'cilium' ? 'comparison.packet' : 'comparison.iptables');

const rows: readonly (readonly [Extract<Template, `comparison.${string}`>, (one: Scenario) => Shown])[] = [
  ['comparison.cni', ({ cni }) => said(`comparison.${cni}`)],
  [
    'comparison.ipam',
    ({ routing }) => said(routing === 'native' ? 'comparison.eni-prefixes' : 'comparison.cluster-pool'),
  ],
  ['comparison.routing', ({ routing }) => said(`comparison.${routing}`)],
  ['comparison.services', services],
  [
    'comparison.kube-proxy',
    ({ serviceLoadBalancing }) => yesOrNo(serviceLoadBalancing === 'kube-proxy-iptables'),
  ],
  ['comparison.policy', ({ cni }) => said(cni === 'cilium' ? 'comparison.l7' : 'comparison.l34')],
  ['comparison.mtu', ({ routing }) => (routing === 'native' ? '9001' : '8951')],
  [
    'comparison.tunings',
    ({ tunings: own }) =>
      own.length === 0 ? said('word.none') : both((words) => own.map((id) => words.tuning(id)).join(', ')),
  ],
];

/** What the scenarios differ in, from their definitions. */
export function comparisonSection(model: ReportModel): Markup {
  const known = knownScenarios(model);
  return html`${table(
    said('comparison.caption'),
    [
      { head: both((words) => words.say('head.what')) },
      ...known.map(({ entry }) => ({
        head: html`${entry.label} <small>${both((words) => words.scenarioTitle(entry.name))}</small>`,
      })),
    ],
    rows.map(([key, cell]) => ({ head: said(key), cells: known.map(({ scenario }) => cell(scenario)) })),
    'comparison',
  )}
<p class="remark">${said('comparison.b-and-c')}</p>`;
}

/** The tunings: what each does, what it needs, and which scenario has it. */
export function tuningsSection(model: ReportModel): Markup {
  const known = knownScenarios(model);
  return html`<p>${both((words) => words.say('tunings.intro'))}</p>
${table(
  both((words) => words.say('tunings.caption')),
  [
    { head: both((words) => words.say('comparison.tunings')) },
    { head: both((words) => words.say('tunings.does')) },
    { head: both((words) => words.say('tunings.needs')) },
    ...known.map(({ entry }) => ({ head: entry.label })),
  ],
  tunings.map(({ id, requires, kernelNeeds }) => ({
    head: both((words) => words.tuning(id)),
    cells: [
      both((words) => words.say(`tuning.${id}`)),
      both((words) => [...requires.map((needed) => words.tuning(needed)), ...kernelNeeds].join(', ')),
      ...known.map(({ scenario }) => yesOrNo(scenario.tunings.includes(id))),
    ],
  })),
  'tunings',
)}
${ablationSection(model)}`;
}
