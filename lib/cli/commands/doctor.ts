import { type Command, Option } from 'commander';
import pc from 'picocolors';
import { creationHours, deletionHours, wallClockHours } from '../../domain/cost/deployment-hours.ts';
import {
  type AwsOptions,
  awsOptions,
  deployedScenarios,
  deploymentOf,
  refuseWithoutAws,
  type TargetName,
  targetOption,
} from '../aws/options.ts';
import { hoursOf, stagesOnEks } from '../aws/stages.ts';
import { type AddCommand, examples } from '../command.ts';
import type { Finding } from '../doctor/finding.ts';
import { inspectFortio } from '../doctor/fortio.ts';
import { inspectHost } from '../doctor/host.ts';
import { inspectRequirements } from '../doctor/requirements.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Io, wantsColour } from '../io.ts';
import { listOf } from '../options.ts';
import { writeJson } from '../progress/json.ts';
import { plainTable } from '../table.ts';
import { version } from '../version.ts';

const help = examples([
  ['cni-bench doctor', 'what is here, and how to get what is not'],
  ['cni-bench doctor --json', 'the same for a program; exit status 1 if the default run could not work'],
  ['cni-bench doctor --target aws --scenarios A,C', 'credentials, bootstrap, quotas, versions; only reads'],
]);

interface Options extends AwsOptions {
  readonly target: TargetName;
  readonly scenarios?: readonly string[];
  readonly json?: boolean;
}

interface Diagnosis {
  /** What could work, or could not. */
  readonly subject: string;
  readonly findings: readonly Finding[];
  readonly works: boolean;
}

export const addDoctor: AddCommand = (program, { io, end }) => {
  const command = program
    .command('doctor')
    .description('Check what the default run needs on this machine, or a deployment of an AWS account.');
  for (const option of [targetOption(), scenariosOption(), ...awsOptions()]) command.addOption(option);
  command
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const { subject, findings, works } =
        options.target === 'aws' ? await diagnoseAws(options) : await diagnoseLab(command, io);
      if (options.json) writeJson(io.stdout, { version, works, findings });
      else print(findings, `${subject} ${works ? 'can' : 'cannot'} work.\n`, io);
      end(works ? exitCodes.ok : exitCodes.cannotWork);
    });
};

function scenariosOption(): Option {
  return new Option(
    '--scenarios <list>',
    'with aws: what is to be deployed, by commas; all five when left out',
  ).argParser(listOf('--scenarios'));
}

async function diagnoseLab(command: Command, io: Io): Promise<Diagnosis> {
  refuseWithoutAws(command, ['scenarios', 'region', 'versions', 'parallel']);
  const [host, requirements, fortio] = await Promise.all([
    inspectHost(),
    inspectRequirements(io.env),
    inspectFortio(io.env),
  ]);
  const findings = [...host, ...requirements, fortio];
  return {
    subject: 'The default run',
    findings,
    works: nothingBlocks(findings) && measuresSomething(findings),
  };
}

async function diagnoseAws(options: Options): Promise<Diagnosis> {
  const config = deploymentOf(options);
  const scenarios = deployedScenarios(options.scenarios).map(({ name }) => name);
  const { profile } = config;
  const jobs = scenarios.map(
    (name) => creationHours + hoursOf(stagesOnEks({ profile, seed: 1, scenarios: [name] })) + deletionHours,
  );
  const atOnce = Math.min(options.parallel ?? jobs.length, jobs.length);
  const { inspectAws } = await import('../doctor/aws.ts');
  const hours = wallClockHours(jobs, atOnce);
  const findings = await inspectAws({ config, atOnce, hours, now: new Date() });
  return { subject: 'A deployment', findings, works: nothingBlocks(findings) };
}

function nothingBlocks(findings: readonly Finding[]): boolean {
  return findings.every((finding) => finding.state !== 'blocking');
}

/** Either load generator alone still gives a run with values. */
function measuresSomething(findings: readonly Finding[]): boolean {
  return findings.some(({ id, state }) => (id === 'iperf3' || id === 'fortio') && state === 'ok');
}

function print(findings: readonly Finding[], conclusion: string, io: Io): void {
  const colours = pc.createColors(wantsColour(io.stdout, io.env));
  const paint = {
    ok: colours.green,
    missing: colours.yellow,
    warning: colours.yellow,
    blocking: colours.red,
  };
  const rows = findings.map(({ id, state, found = '', purpose, remedy }) => [
    paint[state](state),
    id,
    found,
    remedy ? `${purpose}; ${colours.bold(remedy)}` : purpose,
  ]);
  io.stdout.write(`${plainTable(['state', 'what', 'found', 'for'], rows)}\n`);
  io.stdout.write(conclusion);
}
