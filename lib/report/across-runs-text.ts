import Table from 'cli-table3';
import { type AcrossRuns, otherDifferences } from '../domain/across-runs.ts';
import { type Delays, diagnoseSide } from '../domain/diagnostics.ts';
import type { Side } from '../domain/host-control.ts';
import { labelOf } from '../domain/label.ts';
import { metric } from '../domain/metric.ts';
import type { Run } from '../domain/run.ts';
import { formatBounds, formatNumber, formatRatio, type Scale, scaleFor } from './format.ts';
import { english } from './locale/words.ts';
import { rowOf } from './model/row.ts';
import { horizontalRules, plain } from './text-frame.ts';
import { diagnosticText, verdictRemarks, verdictWord } from './words.ts';

/** Two runs side by side, for a terminal, with what must be known to read it. */
export function acrossRunsText(
  compared: readonly AcrossRuns[],
  value: Run,
  reference: Run,
  delays: Delays,
): string {
  const table = new Table({
    head: ['', 'reference', 'run', 'n', 'difference', 'verdict'],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    colAligns: ['left', 'right', 'right', 'right', 'left', 'left'],
    chars: horizontalRules,
  });
  let title = '';
  for (const { headline, contrast } of compared) {
    const { verdict } = contrast;
    const { unit } = metric(headline.metric);
    const scale = scaleFor(unit, medianOf(contrast.value) ?? medianOf(contrast.reference) ?? 0);
    const own = labelOf(value.target, contrast.value.key.scenario);
    const other = labelOf(reference.target, contrast.reference.key.scenario);
    if (headline.title !== title)
      table.push([{ colSpan: 6, content: plain(`${headline.title}, ${scale.symbol}`) }]);
    title = headline.title;
    table.push(
      [
        own === other ? `  ${own}` : `  ${own} against ${other}`,
        shown(contrast.reference, scale),
        shown(contrast.value, scale),
        String(verdict.interval?.n ?? 0),
        verdict.interval ? `${formatRatio(verdict.interval.ratio)} (${formatBounds(verdict.interval)})` : '',
        `${verdictWord(verdict.outcome, english)}${contrast.design === 'host control' ? '' : ' *'}`,
      ].map(plain),
    );
  }
  return [table.toString(), ...notes(compared, value, reference), ...diagnosticLines(compared, delays)]
    .filter(Boolean)
    .join('\n');
}

function medianOf({ evidence, key }: Side): number | undefined {
  return rowOf(evidence, key).summary?.median;
}

function shown(side: Side, scale: Scale): string {
  const median = medianOf(side);
  return median === undefined ? 'no value' : formatNumber(median, scale);
}

function notes(compared: readonly AcrossRuns[], value: Run, reference: Run): string[] {
  const differences = otherDifferences(value, reference);
  const remarks = new Set(
    compared.flatMap(({ headline, contrast }) =>
      verdictRemarks(contrast.verdict, english).map((remark) => `${headline.title}: ${remark}.`),
    ),
  );
  const open = compared.some(({ contrast }) => contrast.verdict.outcome.kind === 'inconclusive');
  return [
    'One deployment each: blocks are repetitions within it. A verdict holds for these two runs; how far',
    'other deployments of the same scenarios would differ is not in them.',
    "Differences are those of each block's ratio to the host's own network.",
    compared.some(({ contrast }) => contrast.design === 'independent')
      ? '* without such a control in six blocks of both runs: what else differs between the runs is in the figure.'
      : '',
    open ? plain('n ≈: so many blocks in each run would settle it, if centre and spread stay.') : '',
    ...[...remarks].map(plain),
    differences.length > 0 ? plain(`The runs differ in ${differences.join('; ')}.`) : '',
  ];
}

/** What should be known of the series, a line for each that has something. */
function diagnosticLines(compared: readonly AcrossRuns[], delays: Delays): string[] {
  return compared.flatMap(({ headline, contrast }) =>
    [contrast.reference, contrast.value].flatMap((side) => {
      const words = diagnoseSide(side, delays).map(diagnosticText).join('; ');
      const { run } = side.evidence;
      const who = `${labelOf(run.target, side.key.scenario)} in ${run.id}`;
      return words === '' ? [] : [plain(`${headline.title}, ${who}: ${words}.`)];
    }),
  );
}
