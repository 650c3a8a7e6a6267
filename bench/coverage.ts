/**
 * Whether the shipped intervals hold what they say, by simulation: skewed, heavy-tailed and contaminated
 * repetitions whose true values are known. Ten thousand trials for each row; the seed is fixed, so that
 * the output is the same on every machine.
 *
 *   npm run --silent bench:coverage              prints the tables of docs/methodology.md
 *   npm run --silent bench:coverage -- --json    prints docs/evidence/coverage.json
 */
import { headlines } from '../lib/domain/headline.ts';
import { metric } from '../lib/domain/metric.ts';
import { medianInterval } from '../lib/domain/statistics/median-interval.ts';
import { type Pair, pairedRatio } from '../lib/domain/statistics/paired-ratio.ts';
import { simultaneousLevel } from '../lib/domain/statistics/simultaneous.ts';
import { unpairedRatio } from '../lib/domain/statistics/unpaired-ratio.ts';
import { verdictOf } from '../lib/domain/verdict.ts';
import { type Distribution, distributions, steady } from './coverage-distributions.ts';

const trials = 10_000;
const sizes = [6, 10, 20];

interface Row {
  readonly what: string;
  readonly distribution: string;
  readonly n: number;
  /** Per cent of trials. */
  readonly percent: number;
}

const many = (n: number, { draw }: Distribution): number[] => Array.from({ length: n }, () => draw());
const pairsOf = (n: number, reference: Distribution, value: Distribution): Pair[] =>
  Array.from({ length: n }, () => ({ reference: reference.draw(), value: value.draw() }));

function share(happens: () => boolean): number {
  let count = 0;
  for (let trial = 0; trial < trials; trial += 1) count += Number(happens());
  return (100 * count) / trials;
}

const holds = (found: { ok: boolean; figure?: { low: number; high: number } }, truth: number): boolean =>
  found.figure !== undefined && found.figure.low <= truth && truth <= found.figure.high;

/** Each interval, and how often it holds the truth. */
const intervals: Readonly<Record<string, (n: number, noisy: Distribution) => boolean>> = {
  'median of one series': (n, noisy) =>
    holds(medianInterval(many(n, noisy).sort((a, b) => a - b)), noisy.median),
  'ratio, both sides noisy, paired': (n, noisy) => holds(pairedRatio(pairsOf(n, noisy, noisy)), 1),
  'ratio, one side noisy, paired': (n, noisy) =>
    holds(pairedRatio(pairsOf(n, steady, noisy)), noisy.geometricMean / steady.geometricMean),
  'ratio, both sides noisy, between runs': (n, noisy) =>
    holds(unpairedRatio(many(n, noisy), many(n, noisy)), 1),
  'ratio, one side noisy, between runs': (n, noisy) =>
    holds(unpairedRatio(many(n, steady), many(n, noisy)), noisy.geometricMean / steady.geometricMean),
};

/** Whether any of the declared figures is called better or worse, where the geometric means are the same. */
function falseAlarm(n: number, reference: Distribution, value: Distribution): boolean {
  return headlines.some((headline) => {
    const scale = reference.geometricMean / value.geometricMean;
    const pairs = pairsOf(n, reference, value).map((pair) => ({ ...pair, value: pair.value * scale }));
    const pairing = { pairs, unpaired: 0, lost: 0, marked: new Map() };
    const { kind } = verdictOf({
      metric: metric(headline.metric),
      pairing,
      floor: { kind: 'not measured' },
      level: simultaneousLevel(headlines.length),
      standing: 'headline',
    }).outcome;
    return kind === 'better' || kind === 'worse';
  });
}

function table(what: string, happens: (n: number, noisy: Distribution) => boolean): Row[] {
  return distributions.flatMap((noisy) =>
    sizes.map((n) => ({ what, distribution: noisy.title, n, percent: share(() => happens(n, noisy)) })),
  );
}

const coverage = Object.entries(intervals).flatMap(([what, happens]) => table(what, happens));
const falseVerdicts = [
  ...table('both sides noisy', (n, noisy) => falseAlarm(n, noisy, noisy)),
  ...table('one side noisy', (n, noisy) => falseAlarm(n, steady, noisy)),
];

if (process.argv.includes('--json'))
  console.log(JSON.stringify({ trials, coverage, falseVerdicts }, null, 2));
else
  for (const [title, rows] of [
    ['intervals that hold the truth, % (95 asked for)', coverage],
    ['false verdicts in a family, % (5 allowed)', falseVerdicts],
  ] as const) {
    console.log(`\n${title}\n`);
    console.log(`| | distribution | ${sizes.map((n) => `n = ${n}`).join(' | ')} |`);
    console.log(`|---|---|${sizes.map(() => '---').join('|')}|`);
    for (let index = 0; index < rows.length; index += sizes.length) {
      const group = rows.slice(index, index + sizes.length);
      const cells = group.map(({ percent }) => percent.toFixed(1));
      console.log(`| ${[group[0]?.what, group[0]?.distribution, ...cells].join(' | ')} |`);
    }
  }
