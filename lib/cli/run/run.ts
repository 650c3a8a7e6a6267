import { InputError } from '../../domain/input-error.ts';
import { countedSteps } from '../../domain/journal.ts';
import { servicesPoint } from '../../domain/plan.ts';
import { FileStore } from '../../results/file-store.ts';
import { readRun } from '../../results/read-run.ts';
import { beginRun, changesSince } from '../../suite/begin-run.ts';
import { buildPlan } from '../../suite/build-plan.ts';
import type { Target } from '../../suite/ports.ts';
import { probes } from '../../suite/probes/registry.ts';
import { runSuite } from '../../suite/run-suite.ts';
import { openLab } from '../../targets/lab/target.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { refuseUnknownProbes } from '../options.ts';
import { progressFor } from '../progress/choose.ts';
import { Words } from '../progress/words.ts';
import { runFolder, writableResults } from '../results-folder.ts';
import { searchPath } from '../search-path.ts';
import { version } from '../version.ts';
import { writeReport } from '../write-report.ts';
import { announceResult, announceRun } from './announce.ts';
import { Interrupted, Interrupts } from './interrupts.ts';
import type { RunOptions } from './options.ts';

/**
 * Executes a new run, or what is left of an earlier one, and writes its report.
 * @param chosen the options of the plan that were given on the command line
 * @throws InputError before anything is written
 */
export async function run(options: RunOptions, chosen: readonly string[], io: Io): Promise<ExitCode> {
  const open = await prepare(options, chosen, io);
  io.env.PATH = await searchPath(io.env);
  using interrupts = new Interrupts();
  const { signal } = interrupts;
  try {
    await using target = await openLab({
      pin: options.pin,
      spinners: options.spinners,
      idleGate: options.gate,
    });
    await using store = await open(target, signal);
    announceRun(store, options, io);
    const suite = runSuite({ run: store.run, target, store, probes, signal, force: options.force === true });
    const words = new Words(store.run.plan, target.kind, probes);
    {
      using progress = progressFor(options.json === true, words, io);
      for await (const event of suite) progress.on(event);
    }
    const records = await store.records();
    const report = await writeReport(store.run, records, store.folder);
    announceResult({ store, report, options, interrupted: signal.aborted, io });
    if (signal.aborted) return exitOf(signal);
    const hasValue = [...countedSteps(records).values()].some(
      // Programming Services is preparation: it measures no path.
      (step) => step.point !== servicesPoint && step.samples.some((sample) => sample.outcome === 'value'),
    );
    return hasValue ? exitCodes.ok : exitCodes.cannotWork;
  } catch (error) {
    if (!signal.aborted) throw error;
    io.stderr.write('interrupted before the first step\n');
    return exitOf(signal);
  }
}

type OpenStore = (target: Target, signal: AbortSignal) => Promise<FileStore>;

/** Checks everything that a person may have got wrong; what it returns makes or opens the run's folder. */
async function prepare(options: RunOptions, chosen: readonly string[], io: Io): Promise<OpenStore> {
  if (options.resume === undefined) {
    refuseUnknownProbes(options.only);
    const plan = buildPlan(options);
    const results = await writableResults(io.cwd, options.results);
    return async (target, signal) =>
      FileStore.create(results, await beginRun(plan, target, `eks-cni-bench ${version}`, signal));
  }
  const [first] = chosen;
  if (first) throw new InputError(`--${first}: cannot go with --resume, whose plan is made already`);
  const folder = await runFolder('--resume', io.cwd, options.results, options.resume);
  const stored = await readRun(folder);
  return async (target, signal) => {
    const [change] = await changesSince(stored.run, target, signal);
    if (change !== undefined && !options.force)
      throw new InputError(`--resume: the host has changed: ${change}; begin a new run, or add --force`);
    return FileStore.open(folder);
  };
}

function exitOf(signal: AbortSignal): ExitCode {
  return signal.reason instanceof Interrupted ? signal.reason.exitCode : exitCodes.terminated;
}
