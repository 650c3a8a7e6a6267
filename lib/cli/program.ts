import { Command, CommanderError } from 'commander';
import { InputError } from '../domain/input-error.ts';
import type { AddCommand } from './command.ts';
import { addCampaign } from './commands/campaign.ts';
import { addClean } from './commands/clean.ts';
import { addCompare } from './commands/compare.ts';
import { addDoctor } from './commands/doctor.ts';
import { addFetch } from './commands/fetch.ts';
import { addInspect } from './commands/inspect.ts';
import { addLint } from './commands/lint.ts';
import { addLs } from './commands/ls.ts';
import { addManifests } from './commands/manifests.ts';
import { addPlan } from './commands/plan.ts';
import { addPush } from './commands/push.ts';
import { addReport } from './commands/report.ts';
import { addRun } from './commands/run.ts';
import { addStop } from './commands/stop.ts';
import { addValues } from './commands/values.ts';
import { addWatch } from './commands/watch.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { usageProblem } from './usage-problem.ts';
import { version } from './version.ts';

/** A new command is one file and one entry here. */
const commands: readonly AddCommand[] = [
  addRun,
  addPlan,
  addDoctor,
  addReport,
  addClean,
  addInspect,
  addValues,
  addManifests,
  addLint,
  addCompare,
  addPush,
  addFetch,
  addLs,
  addCampaign,
  addWatch,
  addStop,
];

/**
 * Runs the command that the arguments name.
 * @param argv without the interpreter and the script
 * @returns the process's exit code; bad input is one line on stderr and 2
 */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const program = new Command('cni-bench')
    .description('Measures what a CNI datapath costs, on a local lab of network namespaces.')
    .version(version)
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => {} })
    .exitOverride();
  const session = {
    io,
    end: (ended: ExitCode) => {
      code = ended;
    },
  };
  for (const add of commands) add(program, session);
  if (argv.length === 0) {
    io.stdout.write(program.helpInformation());
    return exitCodes.ok;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
    if (error instanceof InputError || error instanceof CommanderError) {
      const names = program.commands.map((command) => command.name());
      const message = error instanceof InputError ? error.message : usageProblem(error, names);
      io.stderr.write(`cni-bench: ${message}\n`);
      return exitCodes.badInput;
    }
    throw error;
  }
}
