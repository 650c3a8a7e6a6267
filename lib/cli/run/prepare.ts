import { InputError } from '../../domain/input-error.ts';
import type { Run } from '../../domain/run.ts';
import { hostControl } from '../../domain/scenario.ts';
import { FileStore } from '../../results/file-store.ts';
import { readRun } from '../../results/read-run.ts';
import { beginRun, changesSince } from '../../suite/begin-run.ts';
import { buildPlan } from '../../suite/build-plan.ts';
import type { Target } from '../../suite/ports.ts';
import type { Io } from '../io.ts';
import { refuseUnknownProbes } from '../options.ts';
import { runFolder, writableResults } from '../results-folder.ts';
import { version } from '../version.ts';
import { checkClusterOptions } from './cluster-options.ts';
import type { RunOptions } from './options.ts';

export interface OpenedStore {
  readonly store: FileStore;
  /** What a reader of the journal must know of this part of the run. */
  readonly remark?: string;
}

/** A run that may begin: everything that a person may have got wrong was looked at. */
export interface Prepared {
  readonly target: Run['target'];
  /**
   * Makes or opens the run's folder.
   * @param scenarios those that are measured, where the target decides
   */
  open(target: Target, signal: AbortSignal, scenarios?: readonly string[]): Promise<OpenedStore>;
}

/**
 * Checks a run, or what is to be resumed, before anything is written.
 * @param chosen the options of the plan that were given on the command line
 * @throws InputError that names the flag
 */
export async function prepare(options: RunOptions, chosen: readonly string[], io: Io): Promise<Prepared> {
  if (options.resume !== undefined) return prepareResume(options, options.resume, chosen, io);
  refuseUnknownProbes(options.only);
  if (options.target === 'kube') checkClusterOptions(options, chosen);
  else if (options.context !== undefined) throw new InputError('--context: goes with --target kube');
  const onCluster = options.target === 'kube';
  const request = { ...options, policies: onCluster, shapedLinks: !onCluster };
  const plan = buildPlan(request);
  const results = await writableResults(io.cwd, options.results);
  return {
    target: options.target,
    async open(target, signal, scenarios) {
      const alone = target.hostAlone !== undefined && !chosen.includes('scenarios');
      const shown = alone ? [...options.scenarios, hostControl.name] : scenarios;
      const chosenPlan = shown ? buildPlan({ ...request, scenarios: shown }) : plan;
      const run = await beginRun(chosenPlan, target, `eks-cni-bench ${version}`, signal);
      const { campaign } = options;
      return {
        store: await FileStore.create(results, { ...run, ...(campaign !== undefined && { campaign }) }),
      };
    },
  };
}

async function prepareResume(
  options: RunOptions,
  resume: string,
  [first]: readonly string[],
  io: Io,
): Promise<Prepared> {
  if (options.campaign !== undefined)
    throw new InputError('--campaign: cannot go with --resume, whose campaign is that of its beginning');
  if (first) throw new InputError(`--${first}: cannot go with --resume, whose plan is made already`);
  const folder = await runFolder('--resume', io.cwd, options.results, resume);
  const stored = await readRun(folder);
  return {
    target: stored.run.target,
    async open(target, signal) {
      const changes = await changesSince(stored.run, target, signal);
      if (changes.length === 0) return { store: await FileStore.open(folder) };
      if (!options.force)
        throw new InputError(
          `--resume: the host has changed: ${changes[0]}; begin a new run, or add --force`,
        );
      return { store: await FileStore.open(folder), remark: `the host has changed: ${changes.join('; ')}` };
    },
  };
}
