import { type ResultsOptions, resultsOptions, scenarioName } from '../aws/results-options.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { campaignName } from '../options.ts';

const help = examples([
  ['cni-bench ls', 'every run in the bucket of the stack Results, the newest first'],
  ['cni-bench ls --campaign autumn', 'the runs of a campaign'],
]);

interface LsOptions extends ResultsOptions {
  readonly scenario?: string;
  readonly campaign?: string;
}

export const addLs: AddCommand = (program, { io, end }) => {
  const command = program.command('ls').description('List the runs in the bucket of results on AWS.');
  for (const option of resultsOptions()) command.addOption(option);
  command
    .option('--scenario <name>', 'only runs that measure this scenario', scenarioName)
    .option('--campaign <name>', 'only runs of this campaign', campaignName)
    .addHelpText('after', help)
    .action(async (options: LsOptions) => {
      // Loaded here, so that help and errors do not wait for the SDK.
      const { printRuns } = await import('../aws/ls.ts');
      await printRuns(options, options, io);
      end(exitCodes.ok);
    });
};
