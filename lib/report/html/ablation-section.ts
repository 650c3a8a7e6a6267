import type { Contribution, FigureContributions } from '../../domain/ablation/contributions.ts';
import type { Contrast } from '../../domain/contrast.ts';
import type { Side } from '../../domain/host-control.ts';
import { settingOf } from '../../domain/published/judgement.ts';
import type { Verdict } from '../../domain/verdict.ts';
import {
  expectedText,
  type Gap,
  gapsOf,
  labelOfSide,
  notShownText,
  rungsText,
  tuningText,
} from '../ablation/words.ts';
import { both } from '../locale/words.ts';
import { rawId } from '../model/raw.ts';
import type { ReportModel } from '../model.ts';
import { absent } from './absent.ts';
import { html, type Markup, type Shown } from './markup.ts';
import { type TableRow, table } from './table.ts';
import { boundsOf, ratioOf, verdictWords } from './verdict-cell.ts';

/** What each tuning contributes to each declared figure, and which steps are not shown. */
export function ablationSection(model: ReportModel): Markup {
  const { figures, notShown } = model.ablation;
  const setting = settingOf(model.run);
  if (figures.length === 0) return absent(both((words) => words.say('absent.ablation')));
  return html`<p>${both((words) => words.say('ablation.intro'))}</p>
${setting === 'lab' ? html`<p>${both((words) => words.say('ablation.lab'))}</p>` : html``}
${figures.map((figure) => figureTable(figure, model))}
${gapsOf(figures).map((gap) => html`<p class="remark">${said(gap)}</p>`)}
${table(
  both((words) => words.say('ablation.not-shown')),
  [
    { head: both((words) => words.say('comparison.tunings')) },
    { head: both((words) => words.say('head.why')) },
  ],
  notShown.map((one) => ({
    head: both((words) => tuningText(one, words)),
    cells: [both((words) => notShownText(one, setting, words))],
  })),
  'statements',
)}`;
}

function figureTable(figure: FigureContributions, model: ReportModel): Markup {
  const { headline, services, contributions, whole, residue } = figure;
  return html`${table(
    both((words) => words.say('ablation.caption', { title: words.headlineTitle(headline.id), services })),
    [
      { head: both((words) => words.say('comparison.tunings')) },
      { head: both((words) => words.say('ablation.head.step')) },
      { head: 'n', kind: 'number' },
      { head: both((words) => words.say('ablation.head.difference')), kind: 'number' },
      { head: both((words) => words.say('head.its-interval')), kind: 'number' },
      { head: both((words) => words.say('head.verdict')) },
      { head: both((words) => words.say('ablation.head.expected')) },
    ],
    [
      ...contributions.map((one) => contributionRow(one, model)),
      ...(whole ? [row(said('ablation.whole'), sides(whole, model), whole.verdict)] : []),
      ...(residue.interaction ? [row(said('ablation.interaction'), '', residue.interaction)] : []),
    ],
    'declared',
  )}
${residue.rungs ? html`<p class="remark">${both((words) => rungsText(figure, words))}</p>` : html``}`;
}

function contributionRow(one: Contribution, model: ReportModel): TableRow {
  const { contrast, expected } = one;
  const uncontrolled =
    contrast.design === 'independent'
      ? html` <small>${both((words) => words.say('remark.uncontrolled'))}</small>`
      : html``;
  const held = expected
    ? html`<span class="standing-${expected.standing.kind}">${both((words) => expectedText(one, words))}</span> <small>${expected.mechanism.why}</small>`
    : '';
  return row(
    both((words) => tuningText(one, words)),
    html`${sides(contrast, model)}${uncontrolled}`,
    contrast.verdict,
    held,
  );
}

/** Both scenarios, each leading to its raw outputs where the page lists them. */
function sides({ value, reference }: Contrast, model: ReportModel): Markup {
  const linked = (side: Side) => {
    const id = rawId(side.key);
    const label = labelOfSide(side);
    return model.raw.some((one) => rawId(one) === id) ? html`<a href="#${id}">${label}</a>` : html`${label}`;
  };
  return html`${linked(value)} / ${linked(reference)}`;
}

const said = (key: 'ablation.whole' | 'ablation.interaction' | Gap) => both((words) => words.say(key));

function row(head: Shown, against: Shown, verdict: Verdict, expected: Shown = ''): TableRow {
  const n = String(verdict.interval?.n ?? 0);
  return { head, cells: [against, n, ratioOf(verdict), boundsOf(verdict), verdictWords(verdict), expected] };
}
