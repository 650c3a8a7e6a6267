import { createHash } from 'node:crypto';
import manifest from '../../package.json' with { type: 'json' };
import { clusterNameOf } from '../domain/aws-names.ts';
import { beginRunSchema } from '../domain/benchmark-resources.ts';
import type { Plan } from '../domain/plan.ts';
import { parseScenario } from '../domain/scenario.ts';
import { checked } from '../results/parse-run.ts';
import { buildPlan } from '../suite/build-plan.ts';

/** The program that makes a run, as `run.json` names it. */
export const generator = `eks-cni-bench ${manifest.version}`;

export interface RunRequest {
  /** `d-plus-host-routing-standard-3f2a9b0c4d5e`: what is measured, and a digest of all that it depends on. */
  readonly id: string;
  readonly plan: Plan;
}

/**
 * The run that a stack asks for. The same properties are the same run, whenever and however often they come.
 * @throws InputError when they are not those of a run
 */
export function runRequestOf(properties: unknown): RunRequest {
  const {
    Scenario,
    Profile,
    Repetitions,
    Run = '',
    ...deployed
  } = checked(beginRunSchema, properties, 'the resource');
  const scenario = parseScenario(Scenario);
  const plan = buildPlan({
    profile: Profile,
    // One order for all scenarios of a campaign, and another one for the next.
    seed: createHash('sha256').update(Run).digest().readUInt32BE(),
    scenarios: [scenario.name],
    layout: 'staged',
    policies: true,
    ...(Repetitions !== undefined && { blocks: Repetitions }),
  });
  const digest = createHash('sha256')
    .update(JSON.stringify({ plan, deployed, run: Run, generator }))
    .digest('hex');
  const name = clusterNameOf(scenario).replace('cni-bench-', '');
  return { id: `${name}-${Profile}-${digest.slice(0, 12)}`, plan };
}
