import { labelOf } from '../../domain/label.ts';
import type { MechanismFinding } from '../findings/mechanisms.ts';
import { formatCount, formatRatio } from '../format.ts';
import { both } from '../locale/words.ts';
import { rawId } from '../model/raw.ts';
import type { ReportModel } from '../model.ts';
import { boundsText } from '../words.ts';
import { absent } from './absent.ts';
import { html, type Markup, type Shown } from './markup.ts';
import { table } from './table.ts';
import { verdictWords } from './verdict-cell.ts';

function measured({ contrast }: MechanismFinding): Shown {
  if (!contrast) return both((words) => words.say('word.not-measured'));
  const { interval } = contrast.verdict;
  if (!interval) return verdictWords(contrast.verdict);
  const figures = both((words) => `${formatRatio(interval.ratio)} (${boundsText(interval, words)})`);
  const uncontrolled =
    contrast.design === 'independent'
      ? html` <small>${both((words) => words.say('remark.uncontrolled'))}</small>`
      : html``;
  return html`${figures} ${verdictWords(contrast.verdict)}${uncontrolled}`;
}

/** The series behind a finding: its point, both sides linked, and in how many blocks. */
function samples({ contrast }: MechanismFinding, model: ReportModel): Shown {
  if (!contrast) return '';
  const sameScenario = contrast.value.key.scenario === contrast.reference.key.scenario;
  const side = ({ key, evidence }: typeof contrast.value) => {
    const label =
      labelOf(evidence.run.target, key.scenario) + (sameScenario ? ` (${formatCount(key.services)})` : '');
    const linked = model.raw.some((row) => rawId(row) === rawId(key));
    return linked ? html`<a href="#${rawId(key)}">${label}</a>` : html`${label}`;
  };
  const n = contrast.verdict.interval?.n ?? 0;
  return html`<code>${contrast.value.key.point}</code> ${side(contrast.value)}, ${side(contrast.reference)} <small>${both((words) => words.say('samples.blocks', { n }))}</small>`;
}

/** What the mechanisms lead one to expect, held against the data, each with its samples. */
export function findingsSection(model: ReportModel): Markup {
  const { mechanisms } = model;
  const answered = mechanisms.some(({ contrast }) => contrast !== undefined);
  return html`<p>${both((words) => words.say('findings.intro'))}</p>
${answered ? html`` : absent(both((words) => words.say('absent.findings')))}
${table(
  both((words) => words.say('findings.caption')),
  (['expected', 'standing', 'measured', 'samples'] as const).map((name) => ({
    head: both((words) => words.say(`head.${name}`)),
  })),
  mechanisms.map((finding) => ({
    head: html`${both((words) => words.say(`mechanism.${finding.id}`))} <small>${both((words) => words.say(`why.${finding.id}`))}</small>`,
    cells: [
      html`<span class="verdict standing-${finding.standing.kind}">${both((words) => words.say(`standing.${finding.standing.kind}`))}</span>`,
      measured(finding),
      samples(finding, model),
    ],
  })),
  'mechanisms',
)}`;
}
