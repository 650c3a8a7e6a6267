import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../domain/input-error.ts';
import type { Means } from '../campaign/campaign.ts';
import { type CampaignOptions, campaignOptions } from '../campaign/options.ts';
import { appContext } from '../campaign/state.ts';
import { type AddCommand, examples } from '../command.ts';
import type { Io } from '../io.ts';

const help = examples([
  ['cni-bench campaign', 'deploy and destroy the five scenarios, all at once'],
  ['cni-bench campaign --scenarios A,C --replicates 2 --parallel 1', 'four deployments, one after another'],
  ['cni-bench campaign -c profile=quick -c region=eu-central-1', 'with settings of the CDK app'],
  ['cni-bench campaign --campaign 20261126-093000', 'go on after an interruption, a crash or aws sso login'],
]);

export const addCampaign: AddCommand = (program, { io, end }) => {
  const command = program
    .command('campaign')
    .description('Deploy scenarios on AWS, which measures them; fetch the results, and destroy the stacks.');
  for (const option of campaignOptions()) command.addOption(option);
  command.addHelpText('after', help).action(async (options: CampaignOptions) => {
    // Loaded here, so that help and errors do not wait for the AWS SDK.
    const { runCampaign } = await import('../campaign/campaign.ts');
    end(await runCampaign(options, io, onAws(options, io)));
  });
};

function onAws(options: CampaignOptions, io: Io): Means {
  const folder = checkout();
  return {
    async openToolkit(campaign, onMessage) {
      const { openCdkToolkit } = await import('../campaign/cdk/toolkit.ts');
      return openCdkToolkit({
        folder,
        command: `"${process.execPath}" bin/app.ts`,
        context: appContext(campaign),
        campaign: campaign.name,
        keepOnFailure: options.keepOnFailure === true,
        onMessage,
      });
    },
    async openRuns(campaign, results) {
      const { measuredRuns } = await import('../campaign/cdk/measured-runs.ts');
      return measuredRuns(appContext(campaign), results, io.cwd);
    },
  };
}

/** Where the CDK app is. @throws InputError in an installed package, which has none */
function checkout(): string {
  if (existsSync(new URL('../campaign/cdk/toolkit.ts', import.meta.url)))
    return fileURLToPath(new URL('../../../', import.meta.url));
  throw new InputError('campaign: deploys the CDK app, which only a checkout of the repository has');
}
