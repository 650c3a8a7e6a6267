import { InputError } from '../../domain/input-error.ts';
import { countedSteps } from '../../domain/journal.ts';
import { servicesPoint } from '../../domain/plan.ts';
import { hostControl } from '../../domain/scenario.ts';
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
    if (target.hostAlone !== undefined)
      io.stderr.write(`no scenario can be shown here, only the host's own loopback: ${target.hostAlone}\n`);
    const { store: opened, remark } = await open(target, signal);
    await using store = opened;
    announceRun(store, options, io);
    const suite = runSuite({
      run: store.run,
      target,
      store,
      probes,
      signal,
      force: options.force === true,
      ...(remark !== undefined && { remark }),
    });
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

interface OpenedStore {
  readonly store: FileStore;
  /** What a reader of the journal must know of this part of the run. */
  readonly remark?: string;
}

type OpenStore = (target: Target, signal: AbortSignal) => Promise<OpenedStore>;

/** Checks everything that a person may have got wrong; what it returns makes or opens the run's folder. */
async function prepare(options: RunOptions, chosen: readonly string[], io: Io): Promise<OpenStore> {
  if (options.resume === undefined) {
    refuseUnknownProbes(options.only);
    const plan = buildPlan(options);
    const results = await writableResults(io.cwd, options.results);
    return async (target, signal) => {
      const alone = target.hostAlone !== undefined && !chosen.includes('scenarios');
      const shown = alone
        ? buildPlan({ ...options, scenarios: [...options.scenarios, hostControl.name] })
        : plan;
      const run = await beginRun(shown, target, `eks-cni-bench ${version}`, signal);
      const { campaign } = options;
      return {
        store: await FileStore.create(results, { ...run, ...(campaign !== undefined && { campaign }) }),
      };
    };
  }
  const [first] = chosen;
  if (options.campaign !== undefined)
    throw new InputError('--campaign: cannot go with --resume, whose campaign is that of its beginning');
  if (first) throw new InputError(`--${first}: cannot go with --resume, whose plan is made already`);
  const folder = await runFolder('--resume', io.cwd, options.results, options.resume);
  const stored = await readRun(folder);
  return async (target, signal) => {
    const changes = await changesSince(stored.run, target, signal);
    if (changes.length === 0) return { store: await FileStore.open(folder) };
    if (!options.force)
      throw new InputError(`--resume: the host has changed: ${changes[0]}; begin a new run, or add --force`);
    return { store: await FileStore.open(folder), remark: `the host has changed: ${changes.join('; ')}` };
  };
}

function exitOf(signal: AbortSignal): ExitCode {
  return signal.reason instanceof Interrupted ? signal.reason.exitCode : exitCodes.terminated;
}
