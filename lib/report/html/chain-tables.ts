import { labelOf } from '../../domain/label.ts';
import type { Chain } from '../../domain/recommend/chain.ts';
import { chainCalls } from '../../domain/recommend/chain-calls.ts';
import type { Bounds } from '../../domain/statistics/distribution.ts';
import { formatNumber, type Scale, scaleFor } from '../format.ts';
import { both } from '../locale/words.ts';
import { rawId } from '../model/raw.ts';
import type { ReportModel } from '../model.ts';
import { absent } from './absent.ts';
import { html, type Markup, type Shown } from './markup.ts';
import { table } from './table.ts';

function bounds({ low, high }: Bounds, scale: Scale): Shown {
  const from = formatNumber(low, scale);
  if (high === undefined) return both((words) => words.say('chain.from', { low: from }));
  return both((words) => words.say('word.range', { low: from, high: formatNumber(high, scale) }));
}

function relation({ against, scenario }: Chain, { run, baseline }: ReportModel): Shown {
  if (labelOf(run.target, scenario) === baseline) return '';
  if (!against)
    return html`<span class="verdict not-compared">${both((words) => words.say('verdict.not-compared'))}</span>`;
  return both((words) => words.say(against === 'not apart' ? 'chain.not-apart' : `chain.${against}`));
}

function evidence(chain: Chain, model: ReportModel): Markup {
  const linked = model.raw.some((row) => rawId(row) === rawId(chain));
  const blocks = both((words) => words.say('samples.blocks', { n: chain.blocks }));
  return html`${linked ? html`<a href="#${rawId(chain)}">${blocks}</a>` : blocks} <small>${both((words) => words.say(`chain.${chain.basis}`))}</small>`;
}

function chainTable(chains: readonly Chain[], model: ReportModel): Markup {
  const [first] = chains;
  if (!first) return html``;
  const scale = scaleFor(
    'us',
    Math.max(...chains.flatMap(({ figures }) => figures.map(({ p50 }) => p50.low))),
  );
  const last = first.figures.at(-1)?.calls ?? 0;
  const baseline = (words: { say(key: 'word.the-first'): string }) =>
    model.baseline ?? words.say('word.the-first');
  return table(
    both((words) => words.say(`chain.caption.${first.of}`, { unit: scale.symbol })),
    [
      { head: both((words) => words.say('head.scenario')) },
      { head: both((words) => words.say('chain.head.p50', { calls: last })), kind: 'number' },
      ...first.figures.map(({ calls }) => ({
        head: both((words) => words.say('chain.head.p99', { calls })),
        kind: 'number' as const,
      })),
      {
        head: both((words) => words.say('chain.head.against', { calls: last, baseline: baseline(words) })),
      },
      { head: both((words) => words.say('head.samples')) },
    ],
    chains.map((chain) => ({
      head: labelOf(model.run.target, chain.scenario),
      cells: [
        ...chain.figures.slice(-1).map(({ p50 }) => bounds(p50, scale)),
        ...chain.figures.map(({ p99 }) => bounds(p99, scale)),
        relation(chain, model),
        evidence(chain, model),
      ],
    })),
    'chains',
  );
}

/** What calls in a row take, by kind of call, and on what assumption; or that nothing is known of it. */
export function chainTables(chains: readonly Chain[], model: ReportModel): Markup {
  const paragraphs = ['chain.intro', 'chain.assumption'] as const;
  const intro = paragraphs.map((key) => html`<p>${both((words) => words.say(key))}</p>`);
  if (chains.length === 0) return html`${intro}${absent(both((words) => words.say('chain.absent')))}`;
  const kinds = chainCalls.map(({ id }) => chains.filter((chain) => chain.of === id));
  const requests = chains.some((chain) => chain.of === 'requests');
  return html`${intro}<p>${both((words) => words.say('chain.bounds'))}</p>
${kinds.map((ofOne) => chainTable(ofOne, model))}
${requests ? html`` : absent(both((words) => words.say('chain.no-requests')))}`;
}
