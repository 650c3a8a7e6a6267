import { z } from 'zod';
import { stackIdOf } from '../../domain/aws-names.ts';
import { baseScenarioIds, parseScenario } from '../../domain/scenario.ts';

/**
 * How far a deployment is. Each is written down before its work begins, so that whoever finds it after a
 * crash does that work again; all of it can be done twice.
 */
export const phases = ['waiting', 'deploying', 'watching', 'fetching', 'destroying', 'ended'] as const;
export type Phase = (typeof phases)[number];

/** Why a stack outlives its deployment: as told, or because it could not be destroyed. */
const remains = ['kept', 'not destroyed'] as const;

const deploymentSchema = z.strictObject({
  scenario: z.string(),
  /** From 1; each is a deployment of its own. */
  replicate: z.int().min(1),
  stack: z.string(),
  phase: z.enum(phases),
  failures: z.array(z.strictObject({ during: z.enum(phases), reason: z.string() })),
  /** Where the results are, in words. */
  results: z.string().optional(),
  remains: z.enum(remains).optional(),
});
/** One scenario, deployed once. */
export type Deployment = z.infer<typeof deploymentSchema>;

/** Which stacks the campaign can mean: the same name elsewhere is another stack. */
const placeSchema = z.strictObject({ account: z.string(), region: z.string() });
export type Place = z.infer<typeof placeSchema>;

export const campaignSchema = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  createdAt: z.string(),
  scenarios: z.array(z.string()),
  replicates: z.int().min(1),
  /** Of the CDK app, as typed. */
  context: z.record(z.string(), z.string()),
  /** Known once AWS has answered. */
  place: placeSchema.optional(),
  deployments: z.array(deploymentSchema),
});
/** All that a campaign has to remember; `campaign.json`. */
export type Campaign = z.infer<typeof campaignSchema>;

export interface CampaignRequest {
  readonly name: string;
  readonly createdAt: string;
  readonly scenarios: readonly string[];
  readonly replicates: number;
  readonly context: Readonly<Record<string, string>>;
}

/** Every scenario once before any of them twice, so that the replicates of one lie apart in time. */
export function beginCampaign({ scenarios, context, ...request }: CampaignRequest): Campaign {
  const replicates = Array.from({ length: request.replicates }, (_, index) => index + 1);
  return {
    schemaVersion: 1,
    ...request,
    scenarios: [...scenarios],
    context: { ...context },
    deployments: replicates.flatMap((replicate) =>
      scenarios.map((scenario) => ({
        scenario,
        replicate,
        stack: stackIdOf(parseScenario(scenario)),
        phase: 'waiting' as const,
        failures: [],
      })),
    ),
  };
}

/**
 * Marks a deployment on AWS and is its `run` in the context: the same replicate of another campaign is
 * measured anew.
 */
export function deploymentLabel(campaign: string, { replicate }: Pick<Deployment, 'replicate'>): string {
  return `${campaign}-${replicate}`;
}

/** Context of the CDK app by which all of the campaign's stacks are there. */
export function appContext({
  context,
  scenarios,
}: Pick<Campaign, 'context' | 'scenarios'>): Record<string, string> {
  const variants = scenarios.filter((name) => !baseScenarioIds.some((id) => id === name));
  return { ...context, ...(variants.length > 0 && { variants: variants.join(',') }) };
}

/** Whether a stack of this deployment may be on AWS. */
export function mayExist({ phase, remains: left }: Deployment): boolean {
  return phase === 'ended' ? left !== undefined : phase !== 'waiting';
}
