import type { Exit } from '../domain/journal.ts';
import { type Observed, observedBetween } from '../domain/observation.ts';
import type { Point } from '../domain/point.ts';
import type { Sample } from '../domain/sample.ts';
import { markByCounters } from './marks.ts';
import type { Testbed, ToolOutput } from './ports.ts';
import type { Probe } from './probe.ts';
import { readOutputs } from './read-outputs.ts';
import { unlessThrottled } from './throttled.ts';

/** What one execution of one step gave. */
export interface Measurement {
  readonly samples: readonly Sample[];
  readonly outputs: readonly ToolOutput[];
  readonly observed: Observed;
  readonly startedAt: Date;
  readonly durationMillis: number;
}

/** A probe that never has enough would hold the run: after this many commands it is cut off. */
const maxInvocations = 32;

/**
 * Executes a probe's commands one after the other, reading the counters before and after.
 * @throws when `signal` aborts, or when the testbed itself fails
 */
export async function measure(
  testbed: Testbed,
  probe: Probe,
  point: Point,
  signal: AbortSignal,
): Promise<Measurement> {
  const context = {
    params: point.params,
    seconds: point.seconds,
    address: testbed.address.bind(testbed),
  };
  const outputs: ToolOutput[] = [];
  const before = await testbed.observe();
  const startedAt = new Date();
  const startedMillis = performance.now();
  while (outputs.length < maxInvocations) {
    const invocation = probe.next(context, outputs);
    if (!invocation) break;
    const output = await testbed.exec(invocation, signal);
    outputs.push(output);
    signal.throwIfAborted();
    // Its tool may still be running, and nothing may be measured beside it.
    if (output.lost !== undefined || output.beside?.lost !== undefined) break;
  }
  const durationMillis = performance.now() - startedMillis;
  const observed = observedBetween(before, await testbed.observe());
  const marked = markByCounters(readOutputs(probe, outputs, point.params, observed), point, observed);
  const samples = unlessThrottled(marked, observed);
  return { samples, outputs, observed, startedAt, durationMillis };
}

/** How each command ended, those that ran beside another included. */
export function exitsOf(outputs: readonly ToolOutput[]): Exit[] {
  return outputs.flatMap((output) => [
    {
      tool: output.argv[0] ?? '',
      exitCode: output.exitCode,
      signal: output.signal,
      timedOut: output.timedOut,
      durationMillis: output.durationMillis,
      stderr: (output.startError ?? output.lost ?? output.stderr).slice(-2000),
    },
    ...(output.beside ? exitsOf([output.beside]) : []),
  ]);
}
