import { chosenRun, runOption } from '../aws/chosen-run.ts';
import { type ResultsOptions, resultsOptions } from '../aws/results-options.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

const help = examples([
  ['cni-bench stop ScenarioC', 'end what its stack measures; the stack stays'],
  ['cni-bench stop --run c-standard-3f2a9b0c4d5e', 'end a run by its id, which cni-bench ls prints'],
]);

interface StopOptions extends ResultsOptions {
  readonly run?: string;
}

export const addStop: AddCommand = (program, { io, end }) => {
  const command = program
    .command('stop')
    .description('End the benchmark of a scenario that is being deployed on AWS, and keep its cluster.');
  for (const option of [runOption(), ...resultsOptions()]) command.addOption(option);
  command
    .argument('[stack]', 'of a scenario: ScenarioC')
    .addHelpText('after', help)
    .action(async (stack: string | undefined, options: StopOptions) => {
      const chosen = chosenRun(stack, options.run);
      // Loaded here, so that help and errors do not wait for the SDK.
      const { stopRun } = await import('../aws/stop-run.ts');
      await stopRun(chosen, options, io);
      end(exitCodes.ok);
    });
};
