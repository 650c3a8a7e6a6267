import type { Target } from '../../suite/ports.ts';
import { probes } from '../../suite/probes/registry.ts';
import { runSuite } from '../../suite/run-suite.ts';
import { openLab } from '../../targets/lab/target.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { hasResult } from '../has-result.ts';
import type { Io } from '../io.ts';
import { progressFor } from '../progress/choose.ts';
import { Words } from '../progress/words.ts';
import { searchPath } from '../search-path.ts';
import { writeReport } from '../write-report.ts';
import { announceResult, announceRun } from './announce.ts';
import { exitOf, Interrupts } from './interrupts.ts';
import type { RunOptions } from './options.ts';
import { type Prepared, prepare } from './prepare.ts';

/**
 * Executes a new run, or what is left of an earlier one, and writes its report.
 * @param chosen the options of the plan that were given on the command line
 * @throws InputError before anything is written
 */
export async function run(options: RunOptions, chosen: readonly string[], io: Io): Promise<ExitCode> {
  const prepared = await prepare(options, chosen, io);
  io.env.PATH = await searchPath(io.env);
  using interrupts = new Interrupts();
  try {
    await using place = await openPlace(prepared, options, io, interrupts.signal);
    const { target, signal, scenarios } = place;
    if (target.hostAlone !== undefined)
      io.stderr.write(`no scenario can be shown here, only the host's own loopback: ${target.hostAlone}\n`);
    const { store: opened, remark } = await prepared.open(target, signal, scenarios);
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
    return hasResult(records) ? exitCodes.ok : exitCodes.cannotWork;
  } catch (error) {
    if (!interrupts.signal.aborted) throw error;
    io.stderr.write('interrupted before the first step\n');
    return exitOf(interrupts.signal);
  }
}

/** Where a run happens. */
interface Place extends AsyncDisposable {
  readonly target: Target;
  /** Aborted when a person wants the end, or the place is no longer the run's. */
  readonly signal: AbortSignal;
  /** What is measured, where the place decides. */
  readonly scenarios?: readonly string[];
}

async function openPlace(
  { target: kind }: Prepared,
  options: RunOptions,
  io: Io,
  signal: AbortSignal,
): Promise<Place> {
  if (kind === 'lab') {
    const { pin, spinners, gate: idleGate } = options;
    const target = await openLab({ pin, spinners, idleGate });
    return { target, signal, [Symbol.asyncDispose]: () => target[Symbol.asyncDispose]() };
  }
  // Only who measures a cluster waits for the client of its API.
  const { openCluster, scenarioOf } = await import('./cluster.ts');
  const target = await openCluster(options, io, signal);
  return {
    target,
    signal: AbortSignal.any([signal, target.lost]),
    scenarios: [scenarioOf(options, target, io)],
    [Symbol.asyncDispose]: () => target[Symbol.asyncDispose](),
  };
}
