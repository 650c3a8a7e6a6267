import { stageLimitSeconds } from '../../domain/stage.ts';
import { eksSupport } from '../../domain/version-support.ts';
import type { StageForecast } from '../aws/stages.ts';
import { count, duration } from '../progress/words.ts';
import { plainTable } from '../table.ts';
import type { AwsPlan, ScenarioPlan } from './aws-plan.ts';

/** The plan for people: stages, what is paid for, hours and USD, and what to beware of. */
export function awsPlanText(plan: AwsPlan): string {
  const [first] = plan.scenarios;
  if (!first) throw new Error('a plan has at least one scenario');
  return [
    `profile ${plan.profile}, seed ${plan.seed}, EKS ${plan.eks} in ${plan.region}: ${count(plan.deployments, 'deployment')}`,
    plainTable(['stage of each', 'blocks', 'steps', 'about'], first.stages.map(stageRow)),
    '',
    plainTable(['paid for in each', 'how much', 'USD'], first.lines.map(lineRow)),
    '',
    plainTable(
      ['scenario', 'deployments', 'create', 'measure', 'delete', 'hours each', 'USD'],
      plan.scenarios.map((scenario) => scenarioRow(scenario, plan.replicates)),
    ),
    '',
    `one after the other ${hours(plan.wallClockHours.serial)}; ${plan.parallel} at once ${hours(plan.wallClockHours.parallel)}`,
    `in all about ${usd(plan.usd)} USD, without taxes and discounts; prices of ${plan.prices.readOn}`,
    ...warnings(plan, first),
    '',
  ].join('\n');
}

function stageRow({ id, blocks, steps, seconds }: StageForecast): string[] {
  return [id, String(blocks), String(steps), steps === 0 ? 'nothing to measure' : duration(seconds)];
}

function lineRow(line: ScenarioPlan['lines'][number]): string[] {
  return [line.resource, `${line.quantity}${line.assumed ? ' (assumed)' : ''}`, usd(line.usd)];
}

function scenarioRow({ scenario, hours: each, usd: cost }: ScenarioPlan, replicates: number): string[] {
  const parts = [each.creation, each.measuring, each.deletion, each.total].map((part) => part.toFixed(1));
  return [scenario, String(replicates), ...parts, usd(cost * replicates)];
}

function warnings({ eks, on, support }: AwsPlan, { stages }: ScenarioPlan): string[] {
  const dates = eksSupport[eks];
  const tooLong = stages.filter((stage) => stage.tooLong).map(({ id }) => id);
  return [
    ...(support === 'extended' && dates
      ? [`warning: EKS ${eks} left standard support on ${dates.standardUntil}; the surcharge is in the sum`]
      : []),
    ...(support === 'ended' && dates
      ? [`warning: EKS ${eks} cannot be created any more since ${dates.extendedUntil}; it is ${on}`]
      : []),
    ...(tooLong.length > 0
      ? [
          `warning: longer than the ${stageLimitSeconds / 60} minutes of a stage: ${tooLong.join(', ')}; give fewer --blocks`,
        ]
      : []),
  ];
}

function hours(number: number): string {
  return `${number.toFixed(1)} h`;
}

/** Cents; less than one is said to be so. */
function usd(amount: number): string {
  return amount > 0 && amount < 0.005 ? '< 0.01' : amount.toFixed(2);
}
