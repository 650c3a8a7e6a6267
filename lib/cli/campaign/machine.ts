import { type Campaign, type Deployment, mayExist, type Phase } from './state.ts';

/** How the work of a phase went. */
export type Outcome =
  | { readonly kind: 'done'; readonly results?: string }
  | { readonly kind: 'failed'; readonly reason: string }
  /** The stack's name is taken by a stack that is not this deployment's: not one to touch. */
  | { readonly kind: 'refused'; readonly reason: string };

/** After each phase that goes well. */
const following: Readonly<Record<Exclude<Phase, 'ended'>, Phase>> = {
  waiting: 'deploying',
  deploying: 'watching',
  watching: 'fetching',
  fetching: 'destroying',
  destroying: 'ended',
};

/** A deployment after the work of its phase. */
export function advance(deployment: Deployment, outcome: Outcome, keepOnFailure: boolean): Deployment {
  const { phase } = deployment;
  if (phase === 'ended') throw new Error(`${deployment.stack}: ended already`);
  if (outcome.kind === 'done') {
    const { results } = outcome;
    return enter(
      { ...deployment, ...(results !== undefined && { results }) },
      following[phase],
      keepOnFailure,
    );
  }
  const failed = {
    ...deployment,
    failures: [...deployment.failures, { during: phase, reason: outcome.reason }],
  };
  if (outcome.kind === 'refused') return { ...failed, phase: 'ended' };
  if (phase === 'destroying') return { ...failed, phase: 'ended', remains: 'not destroyed' };
  // Nothing was measured by a stack that was not deployed; a run that failed half-way has results.
  return enter(failed, phase === 'deploying' ? 'destroying' : following[phase], keepOnFailure);
}

function enter(deployment: Deployment, phase: Phase, keepOnFailure: boolean): Deployment {
  // Results that were not fetched are in their bucket still: no reason to keep a stack.
  const broken = deployment.failures.some(({ during }) => during === 'deploying' || during === 'watching');
  if (phase === 'destroying' && keepOnFailure && broken)
    return { ...deployment, phase: 'ended', remains: 'kept' };
  return { ...deployment, phase };
}

/** A campaign as it is taken up again: what could not be destroyed is tried once more. */
export function revived(campaign: Campaign): Campaign {
  const deployments = campaign.deployments.map((deployment): Deployment => {
    if (deployment.remains !== 'not destroyed') return deployment;
    const { remains: _, ...rest } = deployment;
    return { ...rest, phase: 'destroying' };
  });
  return { ...campaign, deployments };
}

export interface Capacity {
  /** How many deployments may be under way at once. */
  readonly parallel: number;
  /** Whether deployments may begin that have not. */
  readonly mayBegin: boolean;
}

/**
 * The indices of the deployments whose next step can be taken, the first before the others. Replicates of a
 * scenario are one stack by name, so they follow one another.
 * @param flying those whose step is being taken
 */
export function startable(
  { deployments }: Campaign,
  flying: ReadonlySet<number>,
  { parallel, mayBegin }: Capacity,
): number[] {
  const begun = deployments.flatMap(({ phase }, index) =>
    phase !== 'waiting' && phase !== 'ended' ? [index] : [],
  );
  const active = new Set([...begun, ...flying]);
  const busy = new Set([...active].map((index) => deployments[index]?.stack));
  const fresh: number[] = [];
  for (const [index, { phase, stack }] of deployments.entries()) {
    if (!mayBegin || active.size + fresh.length >= parallel) break;
    if (phase !== 'waiting' || busy.has(stack)) continue;
    busy.add(stack);
    fresh.push(index);
  }
  return [...begun.filter((index) => !flying.has(index)), ...fresh];
}

/** Stacks that may be on AWS, with what is known of each. */
export function leftovers({ deployments }: Campaign): Deployment[] {
  return deployments.filter(mayExist);
}
