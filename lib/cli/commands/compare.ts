import { Option } from 'commander';
import { InputError } from '../../domain/input-error.ts';
import { readRun } from '../../results/read-run.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeJson } from '../progress/json.ts';
import { defaultResults, runFolder } from '../results-folder.ts';

/** Stand where a run is named: for the report of 2026-02-09, and for the tunings among themselves. */
const published = 'published';
const ablation = 'ablation';

const help = examples([
  ['cni-bench compare BEFORE AFTER', 'the declared figures of two runs'],
  ['cni-bench compare published docs/evidence/lab/quick', 'what a run says of the seven published claims'],
  ['cni-bench compare published --plan RUN', 'and how to decide them on EKS'],
  ['cni-bench compare ablation RUN-D RUN-E', 'what each tuning contributes, by one run or several'],
]);

interface Options {
  readonly results: string;
  readonly plan?: boolean;
  readonly lang?: 'en' | 'ko';
  readonly json?: boolean;
}

export const addCompare: AddCommand = (program, { io, end }) => {
  program
    .command('compare')
    .description(
      'Compare a run with another one, runs with the published report, or tunings among themselves.',
    )
    .argument('<reference>', `a run, "${published}" or "${ablation}"`)
    .argument('<runs...>', 'ids or folders')
    .option('--results <folder>', 'where runs are kept', defaultResults)
    .option('--plan', 'also print how to decide the published claims on EKS')
    .addOption(new Option('--lang <language>', `with "${ablation}": of its table`).choices(['en', 'ko']))
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', help)
    .action(async (reference: string, named: readonly string[], options: Options) => {
      const read = async (name: string) => readRun(await runFolder('run', io.cwd, options.results, name));
      refuseForeign(reference, named, options);
      const runs = await Promise.all(named.map(read));
      if (reference === published) {
        const { PublishedComparison } = await import('../compare-published.ts');
        const comparison = new PublishedComparison(runs);
        if (options.json) writeJson(io.stdout, comparison.json());
        else io.stdout.write(`${comparison.text()}\n${options.plan ? `\n${comparison.plan()}\n` : ''}`);
      } else if (reference === ablation) {
        const { AblationComparison } = await import('../compare-ablation.ts');
        const comparison = new AblationComparison(runs);
        if (options.json) writeJson(io.stdout, comparison.json());
        else io.stdout.write(`${comparison.text(options.lang ?? 'en')}\n`);
      } else {
        const { compareTwo } = await import('../compare-runs.ts');
        const [run] = runs;
        if (!run) throw new InputError('<runs>: must be given; see --help');
        const comparison = compareTwo(await read(reference), run);
        if (options.json) writeJson(io.stdout, comparison.json());
        else io.stdout.write(`${comparison.text()}\n`);
      }
      end(exitCodes.ok);
    });
};

/** A run has one counterpart; claims and tunings can take their scenarios from several runs. */
function refuseForeign(reference: string, [, second]: readonly string[], { plan, lang }: Options): void {
  if (second !== undefined && reference !== published && reference !== ablation)
    throw new InputError(
      `${second}: one run is compared with another; several only with "${published}" or "${ablation}"`,
    );
  if (plan && reference !== published) throw new InputError(`--plan: goes with "${published}" only`);
  if (lang !== undefined && reference !== ablation)
    throw new InputError(`--lang: goes with "${ablation}" only`);
}
