import type { Command } from 'commander';
import type { Plan } from '../../domain/plan.ts';
import { buildPlan } from '../../suite/build-plan.ts';
import { paces } from '../../suite/pace.ts';
import { probes } from '../../suite/probes/registry.ts';
import { withAblation } from '../ablation-option.ts';
import {
  type AwsOptions,
  awsOptions,
  deployedScenarios,
  refuseWithoutAws,
  type TargetName,
  targetOption,
} from '../aws/options.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { forecastOf } from '../forecast.ts';
import type { Io, Output } from '../io.ts';
import { type PlanOptions, planOptions, refuseUnknownProbes } from '../options.ts';
import { type CostOptions, costOptions, readPrices, today } from '../plan/aws-options.ts';
import { planOnAws } from '../plan/aws-plan.ts';
import { awsPlanText } from '../plan/aws-text.ts';
import { writeJson } from '../progress/json.ts';
import { count, duration } from '../progress/words.ts';
import { plainTable } from '../table.ts';

interface Options extends PlanOptions, AwsOptions, CostOptions {
  readonly target: TargetName;
  readonly json?: boolean;
}

const help = examples([
  ['cni-bench plan', 'what the default run does, and how long'],
  ['cni-bench plan --profile full --scenarios A,C', 'before an hour is spent'],
  ['cni-bench plan --target aws', 'hours and USD on EKS; all five, profile standard, unless typed'],
  ['cni-bench plan --target aws --ablation', 'the same for every variant of the ablation'],
  ['cni-bench plan --json | jq .plan.blocks[0]', 'the steps of the first block, in order'],
]);

export const addPlan: AddCommand = (program, { io, end }) => {
  const command = program
    .command('plan')
    .description('Show what a run would do, how long it takes and, on AWS, what it costs.');
  for (const option of [targetOption(), ...planOptions(), ...awsOptions(), ...costOptions()])
    command.addOption(option);
  command
    .option('--json', 'the whole plan and the forecast as one JSON object')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      refuseUnknownProbes(options.only);
      const typed = (name: string) => command.getOptionValueSource(name) === 'cli';
      if (options.target === 'aws') await showAws(withAblation(options, typed, 'eks'), typed, io);
      else showLab(withAblation(options, typed), command, io);
      end(exitCodes.ok);
    });
};

function showLab(options: Options, command: Command, io: Io): void {
  refuseWithoutAws(command, ['region', 'versions', 'parallel', 'replicates', 'prices', 'on']);
  const plan = buildPlan({ ...options, shapedLinks: true });
  if (options.json) writeJson(io.stdout, { plan, expected: forecastOf(plan, probes, paces.lab) });
  else print(plan, io.stdout);
}

async function showAws(options: Options, typed: (name: string) => boolean, io: Io): Promise<void> {
  const named = (name: string) => typed(name) || options.ablation === true;
  const { prices: file, on = today(), replicates, seed, only, blocks, region, versions, parallel } = options;
  const scenarios = deployedScenarios(named('scenarios') ? options.scenarios : undefined);
  const plan = planOnAws({
    plan: {
      // What the stacks measure unless they are told otherwise.
      profile: named('profile') ? options.profile : 'standard',
      seed,
      scenarios: scenarios.map(({ name }) => name),
      ...(only && { only }),
      ...(blocks !== undefined && { blocks }),
    },
    ...(region !== undefined && { region }),
    ...(versions !== undefined && { versions }),
    ...(parallel !== undefined && { parallel }),
    replicates,
    prices: await readPrices(io.cwd, file),
    on,
  });
  if (options.json) writeJson(io.stdout, plan);
  else io.stdout.write(awsPlanText(plan));
}

function print(plan: Plan, output: Output): void {
  const { steps, seconds, scenarios } = forecastOf(plan, probes, paces.lab);
  const rows = Object.entries(scenarios).map(([name, part]) => [
    name,
    String(part.steps),
    duration(part.seconds),
  ]);
  const blocks = count(plan.blocks.length, 'block');
  output.write(
    [
      `profile ${plan.profile}, seed ${plan.seed}: ${blocks}, ${count(steps, 'step')}, about ${duration(seconds)}`,
      plainTable(['scenario', 'steps', 'about'], rows),
      plainTable(['point', 'Services', 'blocks'], pointRows(plan)),
      '',
    ].join('\n'),
  );
}

/** For each point: at how many Services it is measured, and in how many blocks. */
function pointRows(plan: Plan): string[][] {
  return plan.points.map((point) => {
    const levels = plan.blocks.flatMap((block) =>
      block.levels.filter((level) => level.steps.some((step) => step.point === point.id)),
    );
    const services = [...new Set(levels.map((level) => level.services))].sort((a, b) => a - b);
    return [
      point.id,
      services.join(' '),
      services.map((number) => levels.filter((level) => level.services === number).length).join(' '),
    ];
  });
}
