import { InputError } from '../../domain/input-error.ts';
import { runSchema } from '../../domain/run.ts';
import { type ResultsOptions, resultsOptions, scenarioName } from '../aws/results-options.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { campaignName } from '../options.ts';
import { defaultResults, writableResults } from '../results-folder.ts';

const help = examples([
  ['cni-bench fetch 20261123-105300-quick-4f2a', 'one run, into results/'],
  ['cni-bench fetch --scenario C', 'the latest run of a scenario'],
  ['cni-bench fetch --campaign autumn --results autumn', 'all runs of a campaign that are not here yet'],
]);

/** Which runs to fetch; exactly one of them. */
export interface Chosen {
  readonly run?: string;
  readonly scenario?: string;
  readonly campaign?: string;
}

type FetchOptions = ResultsOptions & Omit<Chosen, 'run'> & { readonly results: string };

export const addFetch: AddCommand = (program, { io, end }) => {
  const command = program.command('fetch').description('Copy runs from the bucket of results on AWS.');
  for (const option of resultsOptions()) command.addOption(option);
  command
    .argument('[run]', 'its id')
    .option('--scenario <name>', 'the latest run of this scenario', scenarioName)
    .option('--campaign <name>', 'all runs of this campaign', campaignName)
    .option('--results <folder>', 'where runs are kept', defaultResults)
    .addHelpText('after', help)
    .action(async (run: string | undefined, options: FetchOptions) => {
      const chosen = oneOf({ ...(run !== undefined && { run }), ...options });
      const results = await writableResults(io.cwd, options.results);
      // Loaded here, so that help and errors do not wait for the SDK.
      const { fetchRuns } = await import('../aws/fetch.ts');
      await fetchRuns(chosen, results, options, io);
      end(exitCodes.ok);
    });
};

function oneOf(chosen: Chosen): Chosen {
  const { run, scenario, campaign } = chosen;
  const given = [run, scenario, campaign].filter((one) => one !== undefined);
  if (given.length === 0) throw new InputError('[run]: must be given, or --scenario, or --campaign');
  if (given.length > 1)
    throw new InputError('[run]: goes neither with --scenario nor --campaign, nor these together');
  if (run !== undefined && !runSchema.shape.id.safeParse(run).success)
    throw new InputError(`[run]: must be the id of a run, as cni-bench ls prints it, got "${run}"`);
  return chosen;
}
