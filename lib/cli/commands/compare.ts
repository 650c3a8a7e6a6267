import { InputError } from '../../domain/input-error.ts';
import { readRun } from '../../results/read-run.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { writeJson } from '../progress/json.ts';
import { defaultResults, runFolder } from '../results-folder.ts';

/** Stands for the report of 2026-02-09 where a run is named. */
const published = 'published';

const help = examples([
  ['cni-bench compare BEFORE AFTER', 'the declared figures of two runs'],
  ['cni-bench compare published docs/evidence/lab/quick', 'what a run says of the seven published claims'],
  ['cni-bench compare published --plan RUN', 'and how to decide them on EKS'],
]);

interface Options {
  readonly results: string;
  readonly plan?: boolean;
  readonly json?: boolean;
}

export const addCompare: AddCommand = (program, { io, end }) => {
  program
    .command('compare')
    .description('Compare a run with another one, or runs with the published report.')
    .argument('<reference>', `a run, or "${published}"`)
    .argument('<runs...>', 'ids or folders')
    .option('--results <folder>', 'where runs are kept', defaultResults)
    .option('--plan', 'also print how to decide the published claims on EKS')
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', help)
    .action(async (reference: string, named: readonly string[], options: Options) => {
      const read = async (name: string) => readRun(await runFolder('run', io.cwd, options.results, name));
      if (reference !== published) refuseMore(named, options);
      const runs = await Promise.all(named.map(read));
      if (reference === published) {
        const { PublishedComparison } = await import('../compare-published.ts');
        const comparison = new PublishedComparison(runs);
        if (options.json) writeJson(io.stdout, comparison.json());
        else io.stdout.write(`${comparison.text()}\n${options.plan ? `\n${comparison.plan()}\n` : ''}`);
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

/** A run has one counterpart; only the published claims can take their scenarios from several runs. */
function refuseMore([, second]: readonly string[], { plan }: Options): void {
  if (second !== undefined)
    throw new InputError(`${second}: one run is compared with another; several only with "${published}"`);
  if (plan) throw new InputError(`--plan: goes with "${published}" only`);
}
