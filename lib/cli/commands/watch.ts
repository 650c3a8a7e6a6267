import { Option } from 'commander';
import { chosenRun, runOption } from '../aws/chosen-run.ts';
import { type ResultsOptions, resultsOptions } from '../aws/results-options.ts';
import { type AddCommand, examples } from '../command.ts';
import { wholeNumber } from '../options.ts';

const help = examples([
  ['cni-bench watch ScenarioC', 'the benchmark of a stack that is being deployed, until it ends'],
  ['cni-bench watch ScenarioC --json', 'every change as a line of JSON'],
  ['cni-bench watch --run c-standard-3f2a9b0c4d5e', 'a run by its id, which cni-bench ls prints'],
]);

const defaultIntervalSeconds = 10;

interface WatchOptions extends ResultsOptions {
  readonly run?: string;
  readonly json?: boolean;
  readonly interval: number;
}

export const addWatch: AddCommand = (program, { io, end }) => {
  const command = program
    .command('watch')
    .description('Show how far the benchmark of a scenario is that is being deployed on AWS.');
  for (const option of [runOption(), ...resultsOptions()]) command.addOption(option);
  command
    .argument('[stack]', 'of a scenario: ScenarioC')
    .addOption(
      new Option('--interval <seconds>', 'from one look to the next')
        .argParser(wholeNumber('--interval', 1, 600))
        .default(defaultIntervalSeconds),
    )
    .option('--json', 'every change as a line of JSON')
    .addHelpText('after', help)
    .action(async (stack: string | undefined, options: WatchOptions) => {
      const chosen = chosenRun(stack, options.run);
      // Loaded here, so that help and errors do not wait for the SDK.
      const { watch } = await import('../watch/watch.ts');
      end(await watch(chosen, options, io));
    });
};
