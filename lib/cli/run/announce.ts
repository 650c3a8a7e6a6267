import { relative } from 'node:path';
import type { FileStore } from '../../results/file-store.ts';
import { type Io, wantsColour } from '../io.ts';
import { writeJson } from '../progress/json.ts';
import { defaultResults } from '../results-folder.ts';
import type { WrittenReport } from '../write-report.ts';
import type { RunOptions } from './options.ts';

/** Says which run this is, before the first step. */
export function announceRun(store: FileStore, options: RunOptions, io: Io): void {
  const { run, folder } = store;
  if (options.json) writeJson(io.stdout, { kind: 'run', id: run.id, folder });
  else io.stderr.write(`run ${run.id} in ${shownPath(io.cwd, folder)}\n`);
}

export interface Ending {
  readonly store: FileStore;
  readonly report: WrittenReport;
  readonly options: RunOptions;
  readonly interrupted: boolean;
  readonly io: Io;
}

/** The table, where the report is, and for an interrupted run how to go on. */
export function announceResult({ store, report, options, interrupted, io }: Ending): void {
  const resume = resumeCommand(store.run.id, options);
  if (options.json) {
    const { run, folder } = store;
    writeJson(io.stdout, {
      kind: 'result',
      id: run.id,
      folder,
      report: report.path,
      interrupted,
      ...(interrupted && { resume }),
      comparisons: report.comparisons,
      ...(report.policy.notTried === undefined && { policies: report.policy.rows }),
    });
    return;
  }
  io.stdout.write(`${report.text({ colour: wantsColour(io.stdout, io.env) })}\n`);
  const path = shownPath(io.cwd, report.path);
  io.stdout.write(`report: ${path}   (a browser shows it: xdg-open ${path})\n`);
  if (interrupted) io.stderr.write(`interrupted; go on with\n  ${resume}\n`);
}

function resumeCommand(id: string, options: RunOptions): string {
  const where = options.results === defaultResults ? [] : ['--results', options.results];
  return ['npx cni-bench run', '--resume', id, ...where].join(' ');
}

function shownPath(cwd: string, path: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') ? path : short;
}
