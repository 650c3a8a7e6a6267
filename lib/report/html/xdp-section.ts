import type { AccelerationRow } from '../../domain/acceleration/acceleration.ts';
import { both } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { absent } from './absent.ts';
import { html, type Markup, verbatim } from './markup.ts';
import { table } from './table.ts';

/** By statement, the numbers of its references. */
const statements = [
  ['xdp.published', 'xdp.published-doubt', '[6]'],
  ['xdp.ena', 'xdp.ena-doubt', '[7] [8]'],
  ['xdp.dsr', 'xdp.dsr-doubt', '[1]'],
  ['xdp.use', 'xdp.use-doubt', '[1]'],
] as const;

function foundTable(label: string, rows: readonly AccelerationRow[]): Markup {
  return table(
    both((words) => words.say('xdp.found-caption', { label })),
    (['what', 'found', 'needed', 'verdict', 'source'] as const).map((name) => ({
      head: both((words) => words.say(`xdp.head.${name}`)),
    })),
    rows.map(({ of, what, found, needed, verdict, source }) => ({
      head: html`${of}: ${both((words) => words.acceleration(what))}`,
      cells: [
        found === undefined ? both((words) => words.acceleration('unknown')) : verbatim(found),
        both((words) => words.acceleration(needed)),
        both((words) => words.acceleration(verdict)),
        html`<a href="${source.url}" rel="noreferrer">${new URL(source.url).hostname}</a>`,
      ],
    })),
    'statements',
  );
}

/** What clusters have for XDP and DSR, and what is known of both on EC2, each with its doubt. */
export function xdpSection({ acceleration }: ReportModel): Markup {
  return html`${acceleration.scenarios.map(({ label, rows }) => foundTable(label, rows))}
${absent(both((words) => words.say('absent.xdp')))}
${table(
  both((words) => words.say('xdp.caption')),
  (['claim', 'doubt', 'source'] as const).map((name) => ({
    head: both((words) => words.say(`xdp.head.${name}`)),
  })),
  statements.map(([claim, doubt, source]) => ({
    head: both((words) => words.say(claim)),
    cells: [both((words) => words.say(doubt)), source],
  })),
  'statements',
)}`;
}
