import type { Invocation, Role, ToolOutput } from '../../suite/ports.ts';
import { notStarted } from '../not-started.ts';
import { runProcess } from '../process-runner.ts';
import type { Placement } from './processors.ts';
import type { Spinners } from './spinners.ts';
import { findTool, toolEnvironment } from './tool-environment.ts';

/** How commands get to where they run. */
export interface Surroundings {
  readonly placement: Placement;
  readonly spinners: Pick<Spinners, 'pause' | 'resume'>;
  /** What stands before a command of this role. */
  enter(role: Role): readonly string[];
}

/**
 * Runs a command, and the one beside it: that one is started first, and has its own time to end. The
 * idle-spinners are for latency on one processor: between two they cost throughput half its rate.
 */
export async function execute(
  invocation: Invocation,
  where: Surroundings,
  signal: AbortSignal,
): Promise<ToolOutput> {
  if (invocation.placement === 'same-core') return executeBoth(invocation, where, signal);
  where.spinners.pause();
  try {
    return await executeBoth(invocation, where, signal);
  } finally {
    where.spinners.resume();
  }
}

async function executeBoth(
  invocation: Invocation,
  where: Surroundings,
  signal: AbortSignal,
): Promise<ToolOutput> {
  if (!invocation.beside) return executeOne(invocation, where, signal);
  const besideOutput = executeOne(invocation.beside, where, signal);
  const [output, beside] = await Promise.all([executeOne(invocation, where, signal), besideOutput]);
  return { ...output, beside };
}

async function executeOne(
  invocation: Invocation,
  where: Surroundings,
  signal: AbortSignal,
): Promise<ToolOutput> {
  const { argv, role, placement, timeoutSeconds, stdin } = invocation;
  signal.throwIfAborted();
  const [tool] = argv;
  if (!findTool(tool)) return notStarted(argv, `${tool}: not found`);
  const [file = tool, ...args] = [...where.enter(role), ...where.placement.client(placement), ...argv];
  return runProcess(
    [file, ...args],
    {
      timeoutSeconds,
      env: toolEnvironment(),
      shownArgv: argv,
      ...(stdin === undefined ? {} : { stdin }),
    },
    signal,
  );
}
