import type { MetricId } from '../domain/metric.ts';
import type { Observed } from '../domain/observation.ts';
import type { Params } from '../domain/point.ts';
import type { Sample } from '../domain/sample.ts';
import type { Bucket } from '../domain/statistics/distribution.ts';
import type { Address, Endpoint, Invocation, ToolOutput } from './ports.ts';
import type { ToolName } from './tools.ts';

/** What a probe may know when it decides its next command. */
export interface ProbeContext {
  readonly params: Params;
  /** How long one command shall load the path. */
  readonly seconds: number;
  address(endpoint: Endpoint): Address;
}

/**
 * A way to measure, as data and two pure functions; it spawns nothing. So one probe serves every
 * target, and a raw output that was kept can be read again years later.
 */
export interface Probe {
  readonly id: string;
  readonly title: string;
  /** What must be installed where the probe runs. */
  readonly tools: readonly ToolName[];
  /** What a successful reading holds for these parameters; a failed one names each as failed. */
  metrics(params: Params): readonly MetricId[];
  /** Wall time that a step is expected to take, for the plan and the time left. */
  expectedSeconds(params: Params, seconds: number): number;
  /** The most that a step may take while its commands end by themselves, where that is more than expected. */
  mostSeconds?(params: Params, seconds: number): number;
  /** The next command given what the earlier ones printed, or undefined when there is enough. */
  next(context: ProbeContext, outputs: readonly ToolOutput[]): Invocation | undefined;
  /**
   * Reads what the commands printed, and where a metric rests on them, the counters around the step. It sees
   * only outputs that ended with status 0.
   * @throws OutputError when they are not what the tool prints; never returns a guess.
   */
  parse(outputs: readonly ToolOutput[], params: Params, observed: Observed): readonly Sample[];
  /**
   * How long single calls took, us, where the tool keeps more of it than percentiles.
   * @throws OutputError as `parse` does
   */
  calls?(outputs: readonly ToolOutput[], params: Params): readonly Bucket[];
}

/** A tool's output is not what this tool prints: the message says what was found instead. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
