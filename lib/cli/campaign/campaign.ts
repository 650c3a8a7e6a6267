import { InputError } from '../../domain/input-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { writableResults } from '../results-folder.ts';
import { exitOf, Interrupts } from '../run/interrupts.ts';
import { type Driven, drive } from './drive.ts';
import { leftovers, revived } from './machine.ts';
import { type CampaignOptions, campaignName, chosenCampaign } from './options.ts';
import { CredentialsLacking, type MeasuredRuns, type StackToolkit } from './ports.ts';
import type { Campaign } from './state.ts';
import { campaignFolder, readCampaign, StateFile } from './state-file.ts';
import { campaignText, leftoverText, resumeCommand, stepLine } from './words.ts';

/** What a campaign works with. */
export interface Means {
  /** @param onMessage takes what happens to a stack, in one line */
  openToolkit(campaign: Campaign, onMessage: (stack: string, line: string) => void): Promise<StackToolkit>;
  /** @param results where runs are kept */
  openRuns(campaign: Campaign, results: string): Promise<MeasuredRuns>;
}

/**
 * Deploys, measures and destroys, and says what is left.
 * @throws InputError before anything is written or deployed
 */
export async function runCampaign(options: CampaignOptions, io: Io, means: Means): Promise<ExitCode> {
  const say = (line: string) => io.stderr.write(`${line}\n`);
  const now = new Date();
  const name = campaignName(options, now);
  const results = await writableResults(io.cwd, options.results);
  const folder = campaignFolder(results, name);
  let campaign = chosenCampaign(options, name, await readCampaign(folder), now);
  await using file = await StateFile.open(folder);
  // Whoever held it until now may have gone on with it.
  campaign = revived((await readCampaign(folder)) ?? campaign);
  say(`campaign ${name} in ${folder}`);

  using interrupts = new Interrupts(process, () => io.stderr.write(leftoverText(campaign)));
  const { signal } = interrupts;
  signal.addEventListener('abort', () =>
    say('ends when what has begun is complete and destroyed; Ctrl-C again ends at once and leaves it'),
  );
  const save = async (state: Campaign) => {
    campaign = state;
    await file.save(state);
  };
  await using toolkit = await means.openToolkit(campaign, (stack, line) => say(`${stack}: ${line}`));
  let ended: Driven | undefined;
  try {
    campaign = await placed(campaign, toolkit);
    await save(campaign);
    ended = await drive({
      campaign,
      toolkit,
      runs: await means.openRuns(campaign, results),
      save,
      parallel: options.parallel ?? campaign.scenarios.length,
      keepOnFailure: options.keepOnFailure === true,
      signal,
      onStep: (deployment) => say(stepLine(deployment)),
    });
  } catch (error) {
    if (!(error instanceof CredentialsLacking)) throw error;
    ended = { campaign, lacking: error };
  } finally {
    if (ended) io.stdout.write(campaignText(campaign));
    io.stderr.write(leftoverText(campaign));
  }
  const goOn = resumeCommand(name, options);
  if (ended.lacking) {
    say(`paused: ${ended.lacking.message}. Type: ${ended.lacking.remedy}. Then go on with\n  ${goOn}`);
    return exitCodes.paused;
  }
  if (signal.aborted) {
    say(`interrupted; go on with\n  ${goOn}`);
    return exitOf(signal);
  }
  const failed = campaign.deployments.some(({ failures }) => failures.length > 0);
  return failed || leftovers(campaign).length > 0 ? exitCodes.incomplete : exitCodes.ok;
}

/**
 * Notes which account and region the campaign is in.
 * @throws InputError where it began in another: there its stacks would seem to be gone
 */
async function placed(campaign: Campaign, toolkit: StackToolkit): Promise<Campaign> {
  const here = await toolkit.place();
  const { place: began = here, name } = campaign;
  if (began.account !== here.account || began.region !== here.region)
    throw new InputError(
      `--campaign: ${name} began in account ${began.account}, ${began.region}; the credentials and settings now mean ${here.account}, ${here.region}`,
    );
  return { ...campaign, place: began };
}
