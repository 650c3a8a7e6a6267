import Table from 'cli-table3';
import { formatUsd } from './format.ts';
import { english } from './locale/words.ts';
import type { CostSection } from './model/costs.ts';
import { horizontalRules, plain } from './text-frame.ts';

/** What a month costs, for a terminal; empty where nothing was measured that has a price. */
export function costText({ prices, lines }: CostSection): string {
  const [first] = lines;
  if (!first) return '';
  const table = new Table({
    head: ['USD a month', ...first.cells.map(({ row }) => row.label)],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    colAligns: ['left', ...first.cells.map(() => 'right' as const)],
    chars: horizontalRules,
  });
  for (const { item, cells } of lines)
    table.push([
      plain(english.say(`cost.${item.id}`)),
      ...cells.map(({ usd }) => (usd ? formatUsd(usd.median) : 'no value')),
    ]);
  return [
    table.toString(),
    'Medians at 1 Gbit/s and 1,000 connections/s all month, and without load; they do not add up.',
    `${prices.instanceType} in ${prices.region} on demand, price read on ${prices.readOn}.`,
  ].join('\n');
}
