import Table from 'cli-table3';
import { metric } from '../domain/metric.ts';
import type { Outcome } from '../domain/verdict.ts';
import { formatBounds, formatNumber, formatRatio, formatShare, type Scale, scaleFor } from './format.ts';
import { english } from './locale/words.ts';
import type { HeadlineSection } from './model/headlines.ts';
import type { Row } from './model/row.ts';
import type { ReportModel } from './model.ts';
import { controlLines } from './text-controls.ts';
import { costText } from './text-costs.ts';
import { horizontalRules, plain } from './text-frame.ts';
import { policyText } from './text-policy.ts';
import { verdictWord } from './words.ts';

export interface TextOptions {
  /** Verdicts coloured by escape sequences; false for files, pipes and NO_COLOR. */
  readonly colour: boolean;
}

const escapeCode = '\u001b[';
const colours: Readonly<Partial<Record<Outcome['kind'], string>>> = {
  better: `${escapeCode}32m`,
  worse: `${escapeCode}31m`,
};
const reset = `${escapeCode}0m`;

function scaleOf(section: HeadlineSection): Scale {
  const { unit } = metric(section.planned.headline.metric);
  return scaleFor(unit, Math.max(0, ...section.rows.flatMap((row) => row.summary?.median ?? [])));
}

/** The interval of the median; the range, in brackets, where there are too few repetitions for one. */
function spreadCell(row: Row, scale: Scale): string {
  if (!row.summary) return '';
  const { interval, min, max, n } = row.summary;
  const show = (low: number, high: number) => `${formatNumber(low, scale)} - ${formatNumber(high, scale)}`;
  if (interval.ok) return show(interval.figure.low, interval.figure.high);
  return n > 1 ? `[${show(min, max)}]` : '';
}

function verdictCell(row: Row, colour: boolean): string {
  if (!row.verdict) return '';
  const { outcome, disturbed } = row.verdict;
  const word = `${verdictWord(outcome, english)}${disturbed > 0 ? ' *' : ''}`;
  const start = colours[outcome.kind];
  return colour && start ? `${start}${word}${reset}` : word;
}

function differenceCell({ verdict }: Row): string {
  if (!verdict?.interval) return '';
  const { interval } = verdict;
  return `${formatRatio(interval.ratio)} (${formatBounds(interval)})`;
}

function rowCells(row: Row, scale: Scale, colour: boolean): string[] {
  if (!row.summary) return [row.label, 'no value', '', '0', '', verdictCell(row, colour)];
  return [
    row.label,
    formatNumber(row.summary.median, scale),
    spreadCell(row, scale),
    String(row.summary.n),
    differenceCell(row),
    verdictCell(row, colour),
  ];
}

/**
 * The table that ends a run on a terminal: the declared figures, at most 110 columns wide, then what
 * must be known to read them.
 */
export function renderText(model: ReportModel, { colour }: TextOptions): string {
  const against = `against ${model.baseline ?? 'the first'}`;
  const table = new Table({
    head: ['', 'median', '95 % interval', 'n', against, 'verdict'],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    colAligns: ['left', 'right', 'right', 'right', 'left', 'left'],
    chars: horizontalRules,
  });
  for (const section of model.headlines) {
    const scale = scaleOf(section);
    const unit = scale.symbol === '' ? '' : `, ${scale.symbol}`;
    table.push([{ colSpan: 6, content: plain(`${section.planned.headline.title}${unit}`) }]);
    for (const row of section.rows.filter((each) => !each.twin))
      table.push(rowCells(row, scale, colour).map((cell, index) => plain(index === 0 ? `  ${cell}` : cell)));
  }
  for (const section of model.scaling) {
    const rows = section.curves.flatMap((curve) => curve.rows).filter(isDeclared);
    const [first] = rows;
    if (!first) continue;
    const scale = scaleFor(metric(section.metric).unit, first.summary?.median ?? 0);
    const services = first.key.services.toLocaleString('en');
    const title = `${english.say(`scaling.${section.id}`)}, ${scale.symbol}: ${services} Services against the fewest`;
    table.push([{ colSpan: 6, content: plain(title) }]);
    for (const row of rows)
      table.push(rowCells(row, scale, colour).map((cell, index) => plain(index === 0 ? `  ${cell}` : cell)));
  }
  const tables = [
    model.headlines.length > 0 ? table.toString() : '',
    costText(model.costs),
    policyText(model.policy),
  ];
  return [...tables, ...notes(model)].filter(Boolean).join('\n');
}

/** Declared beforehand, and measured in enough blocks to be compared. */
function isDeclared({ verdict, twin }: Row): boolean {
  return verdict?.standing === 'headline' && !twin;
}

function notes(model: ReportModel): string[] {
  const rows = model.headlines.flatMap((section) => section.rows);
  const floors = model.headlines.flatMap(({ floor }) => (floor.kind === 'measured' ? [floor.ratio] : []));
  const { execution } = model;
  return [
    execution.countedSteps < execution.plannedSteps
      ? `Unfinished: ${execution.countedSteps} of ${execution.plannedSteps} steps.`
      : '',
    ...model.scenarios
      .filter((scenario) => scenario.outcome !== 'open')
      .map(({ label, outcome, reason, mismatches }) => {
        const why = reason ?? mismatches.join('; ');
        return plain(`${label}: ${outcome}${why === '' ? '' : ` (${why})`}.`);
      }),
    rows.some((row) => row.summary && row.summary.n > 1 && !row.summary.interval.ok)
      ? '[ ] range: an interval needs six blocks.'
      : '',
    rows.some((row) => (row.verdict?.disturbed ?? 0) > 0) ? '* with blocks that were disturbed.' : '',
    ...controlLines(model).map(plain),
    execution.disturbedSteps > 0
      ? `${execution.disturbedSteps} of ${execution.countedSteps} steps were disturbed by other load on the host.`
      : '',
    floors.length > 0
      ? plain(`Noise floor (two copies of one scenario): up to ${formatShare(Math.max(...floors))}.`)
      : 'Noise floor: not measured.',
    model.run.target === 'lab'
      ? 'A lab shows the memory path of one machine: ratios carry over, absolute figures do not.'
      : '',
  ];
}
