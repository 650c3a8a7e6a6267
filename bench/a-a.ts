/**
 * Whether a difference is seen where there is none: scenario A against its own twin, over and over.
 * From the blocks of one run, 200 comparisons are drawn, each of ten blocks, over the headline metrics in
 * turn. `better` and `worse` are false. That the interval excludes 1 is the stricter count: about 5 % by
 * construction, more where the two testbeds really differ.
 *
 *   npm run bench:a-a                 measures 40 blocks (about eight minutes)
 *   npm run bench:a-a -- RUN          reads a run that is there
 */
import { metric } from '../lib/domain/metric.ts';
import { pairByBlock } from '../lib/domain/pairing.ts';
import { plannedHeadlines } from '../lib/domain/planned-headline.ts';
import { seriesOf } from '../lib/domain/series.ts';
import { verdictOf } from '../lib/domain/verdict.ts';
import { readRun } from '../lib/results/read-run.ts';
import { seededRandom } from '../lib/suite/random.ts';
import { runCli } from './run-cli.ts';

const comparisons = 200;
const blocksEach = 10;

const options = ['--scenarios', 'A,A~twin', '--blocks', '40', '--only', 'tcp,rtt,connect'];
const folder = process.argv[2] ?? runCli(...options);
const { run, records } = await readRun(folder);
const [reference, twin] = run.plan.scenarios;
if (reference === undefined || twin === undefined)
  throw new Error('a run of a scenario and its twin is needed');
const series = [...seriesOf(run, records).values()];
const questions = plannedHeadlines(run.plan).map(({ headline, point, services }) => {
  const of = (scenario: string) =>
    series.find(
      (one) =>
        one.scenario === scenario &&
        one.point === point &&
        one.services === services &&
        one.metric === headline.metric,
    );
  return { headline, pairing: pairByBlock(of(reference), of(twin)) };
});

const random = seededRandom(1);
const tally = new Map<string, { drawn: number; false: number; excluding: number }>();
for (let draw = 0; draw < comparisons; draw += 1) {
  const question = questions[draw % questions.length];
  if (!question) throw new Error('the run holds no headline');
  const { headline, pairing } = question;
  const pairs = random.shuffled(pairing.pairs).slice(0, blocksEach);
  const verdict = verdictOf({
    metric: metric(headline.metric),
    pairing: { ...pairing, pairs, marked: new Map() },
    floor: { kind: 'not measured' },
    level: 0.95,
    standing: 'headline',
  });
  const { interval, outcome } = verdict;
  const counts = tally.get(headline.id) ?? { drawn: 0, false: 0, excluding: 0 };
  tally.set(headline.id, {
    drawn: counts.drawn + 1,
    false: counts.false + Number(outcome.kind === 'better' || outcome.kind === 'worse'),
    excluding: counts.excluding + Number(interval !== undefined && (interval.low > 1 || interval.high < 1)),
  });
}

const row = (...cells: (string | number)[]) =>
  console.log(
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(16) : String(cell).padStart(12))).join(''),
  );
row('figure', 'blocks', 'drawn', 'false', 'excluding 1');
for (const { headline, pairing } of questions) {
  const counts = tally.get(headline.id);
  row(headline.id, pairing.pairs.length, counts?.drawn ?? 0, counts?.false ?? 0, counts?.excluding ?? 0);
}
const total = (key: 'false' | 'excluding') =>
  [...tally.values()].reduce((sum, counts) => sum + counts[key], 0);
row('all', '', comparisons, total('false'), total('excluding'));
