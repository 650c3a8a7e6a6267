import { type ResultsOptions, resultsOptions } from '../aws/results-options.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { defaultResults, runFolder } from '../results-folder.ts';

const help = examples([
  ['cni-bench push 20261123-105300-quick-4f2a', 'a run below results/, to the bucket of the stack Results'],
  ['cni-bench push 20261123-105300-quick-4f2a --bucket b', 'to another bucket'],
]);

interface PushOptions extends ResultsOptions {
  readonly results: string;
  readonly latest?: boolean;
}

export const addPush: AddCommand = (program, { io, end }) => {
  const command = program.command('push').description('Copy a run into the bucket of results on AWS.');
  for (const option of resultsOptions()) command.addOption(option);
  command
    .argument('<run>', 'its id or folder')
    .option('--latest', 'make it the latest of its scenarios in SSM, unless a newer one is')
    .option('--results <folder>', 'where runs are kept', defaultResults)
    .addHelpText('after', help)
    .action(async (named: string, options: PushOptions) => {
      const folder = await runFolder('run', io.cwd, options.results, named);
      // Loaded here, so that help and errors do not wait for the SDK.
      const { push } = await import('../aws/push.ts');
      await push(folder, options, options.latest === true, io);
      end(exitCodes.ok);
    });
};
