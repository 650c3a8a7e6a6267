import Table from 'cli-table3';
import type { Ablation, Contribution, FigureContributions } from '../../domain/ablation/contributions.ts';
import type { Setting } from '../../domain/published/judgement.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { Words } from '../locale/words.ts';
import { horizontalRules, plain } from '../text-frame.ts';
import { verdictWord } from '../words.ts';
import {
  differenceText,
  expectedText,
  gapsOf,
  notShownText,
  rungsText,
  stepText,
  tuningText,
} from './words.ts';

/** The contributions for a terminal; empty where there are none. */
export function ablationText({ figures, notShown }: Ablation, setting: Setting, words: Words): string {
  if (figures.length === 0) return '';
  const table = new Table({
    head: ['', words.say('ablation.head.step'), 'n', words.say('ablation.head.difference')].concat([
      words.say('head.verdict'),
      words.say('ablation.head.expected'),
    ]),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    colAligns: ['left', 'left', 'right', 'left', 'left', 'left'],
    chars: horizontalRules,
  });
  for (const figure of figures) {
    table.push([{ colSpan: 6, content: plain(words.headlineTitle(figure.headline.id)) }]);
    for (const cells of rowsOf(figure, words)) table.push(cells.map(plain));
  }
  return [
    table.toString(),
    ...(figures.some(isDisturbed) ? [words.say('caption.disturbed')] : []),
    ...figures.flatMap((figure) => figureNotes(figure, words)),
    ...gapsOf(figures).map((gap) => words.say(gap)),
    `${words.say('ablation.not-shown')}:`,
    ...notShown.map((one) => `  ${tuningText(one, words)}: ${notShownText(one, setting, words)}`),
    ...(setting === 'lab' ? [words.say('ablation.lab')] : []),
  ]
    .map((line, index) => (index === 0 ? line : plain(line)))
    .join('\n');
}

function isDisturbed({ contributions }: FigureContributions): boolean {
  return contributions.some(({ contrast }) => contrast.verdict.disturbed > 0);
}

function rowsOf({ contributions, whole, residue }: FigureContributions, words: Words): string[][] {
  const row = (name: string, against: string, verdict: Verdict, expected = '') => [
    `  ${name}`,
    against,
    String(verdict.interval?.n ?? 0),
    differenceText(verdict, words),
    `${verdictWord(verdict.outcome, words)}${verdict.disturbed > 0 ? ' *' : ''}`,
    expected,
  ];
  const ofStep = (one: Contribution) =>
    row(tuningText(one, words), stepText(one.contrast), one.contrast.verdict, expectedText(one, words));
  return [
    ...contributions.map(ofStep),
    ...(whole ? [row(words.say('ablation.whole'), stepText(whole), whole.verdict)] : []),
    ...(residue.interaction ? [row(words.say('ablation.interaction'), '', residue.interaction)] : []),
  ];
}

/** What the table leaves unsaid of a figure. */
function figureNotes(figure: FigureContributions, words: Words): string[] {
  const title = words.headlineTitle(figure.headline.id);
  const reasons = figure.contributions.flatMap((one) => {
    const { outcome } = one.contrast.verdict;
    return outcome.kind === 'not compared'
      ? [`${tuningText(one, words)}: ${words.reason(outcome.reason)}.`]
      : [];
  });
  return [...reasons, rungsText(figure, words)].filter(Boolean).map((note) => `${title}: ${note}`);
}
