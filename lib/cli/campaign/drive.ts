import { advance, type Outcome, startable } from './machine.ts';
import { CredentialsLacking, type MeasuredRuns, type StackFacts, type StackToolkit } from './ports.ts';
import { type Campaign, type Deployment, deploymentLabel } from './state.ts';

export interface Drive {
  readonly campaign: Campaign;
  readonly toolkit: StackToolkit;
  readonly runs: MeasuredRuns;
  /** Resolves when this state is on the disk. */
  readonly save: (campaign: Campaign) => Promise<void>;
  readonly parallel: number;
  readonly keepOnFailure: boolean;
  /** When it aborts, no further deployment begins; those that have begun go to their end. */
  readonly signal: AbortSignal;
  readonly onStep?: (deployment: Deployment) => void;
}

/** How a drive ended: `lacking` when it pauses for want of credentials. */
export interface Driven {
  readonly campaign: Campaign;
  readonly lacking?: CredentialsLacking;
}

/**
 * Takes every deployment to its end. It can be stopped at any moment and be started again with the state that
 * was saved last: what is deployed is not deployed again, what has to go is destroyed.
 */
export async function drive(options: Drive): Promise<Driven> {
  const { signal, parallel, save, keepOnFailure, onStep } = options;
  let campaign = options.campaign;
  let lacking: CredentialsLacking | undefined;
  const flights = new Map<number, Promise<void>>();

  const put = async (index: number, deployment: Deployment) => {
    campaign = { ...campaign, deployments: campaign.deployments.with(index, deployment) };
    await save(campaign);
    onStep?.(deployment);
  };
  const fly = async (index: number, deployment: Deployment) => {
    try {
      const outcome = await work(deployment, options);
      await put(index, advance(deployment, outcome, keepOnFailure));
    } catch (error) {
      if (!(error instanceof CredentialsLacking)) throw error;
      lacking ??= error;
    } finally {
      flights.delete(index);
    }
  };
  for (;;) {
    const capacity = { parallel, mayBegin: !signal.aborted };
    const next = lacking ? [] : startable(campaign, new Set(flights.keys()), capacity);
    for (const index of next) {
      const deployment = campaign.deployments[index];
      if (deployment) flights.set(index, fly(index, deployment));
    }
    if (flights.size === 0) return { campaign, ...(lacking && { lacking }) };
    await Promise.race(flights.values());
  }
}

/** Does what a deployment's phase asks for. @throws CredentialsLacking */
async function work(deployment: Deployment, { campaign, toolkit, runs }: Drive): Promise<Outcome> {
  const label = deploymentLabel(campaign.name, deployment);
  try {
    switch (deployment.phase) {
      case 'deploying':
        return await deploy(deployment, label, toolkit);
      case 'watching':
        await runs.awaitRun(deployment);
        return { kind: 'done' };
      case 'fetching':
        return { kind: 'done', results: await runs.fetchRun(deployment) };
      case 'destroying':
        return await destroy(deployment, label, toolkit);
      default:
        return { kind: 'done' };
    }
  } catch (error) {
    if (error instanceof CredentialsLacking) throw error;
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function deploy(deployment: Deployment, label: string, toolkit: StackToolkit): Promise<Outcome> {
  const { stack } = deployment;
  const found = await toolkit.settled(stack);
  if (!found) {
    await toolkit.deploy(deployment);
    return { kind: 'done' };
  }
  if (found.owner !== label) return { kind: 'refused', reason: taken(stack, found) };
  return found.state === 'deployed' ? { kind: 'done' } : { kind: 'failed', reason: found.status };
}

function taken(stack: string, { owner, status }: StackFacts): string {
  const whose = owner === undefined ? 'not by a campaign' : `as ${owner}`;
  return `${stack} is there already, deployed ${whose} (${status}); it was left as it is`;
}

async function destroy(deployment: Deployment, label: string, toolkit: StackToolkit): Promise<Outcome> {
  const { stack } = deployment;
  const found = await toolkit.settled(stack);
  // Another's stack under this name: ours has gone.
  if (found?.owner !== label) return { kind: 'done' };
  await toolkit.destroy(deployment);
  const left = await toolkit.settled(stack);
  return left?.owner === label ? { kind: 'failed', reason: `still there: ${left.status}` } : { kind: 'done' };
}
