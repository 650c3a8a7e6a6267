import type { Observed } from '../domain/observation.ts';

/** When a step was disturbed from outside, and how often such steps are repeated. */
export interface DisturbancePolicy {
  /** Share of the step's wall time, processors summed. */
  readonly maxStealShare: number;
  readonly maxForeignUserShare: number;
  /** Executions of one step beyond the first. */
  readonly maxRepeats: number;
  /** Executions of all steps beyond the first, as a share of the planned steps: bounds the run's time. */
  readonly maxRepeatShare: number;
}

export const defaultDisturbancePolicy: DisturbancePolicy = {
  maxStealShare: 0.03,
  // Ticks are sampled: a load that is paced like the clock reads up to 20 % too much.
  maxForeignUserShare: 0.25,
  maxRepeats: 1,
  maxRepeatShare: 0.1,
};

/** Counters tick in 10 ms: below two ticks there is nothing to see. */
const leastMillis = 20;

/** Why a step does not show the datapath alone, in one line; undefined when nothing was seen. */
export function disturbanceOf(observed: Observed, policy: DisturbancePolicy): string | undefined {
  const share = (counter: 'cpu.steal' | 'cpu.foreign-user', limit: number, what: string) => {
    const millis = observed.counters[counter];
    if (millis === undefined || millis < leastMillis || millis <= limit * observed.wallMillis)
      return undefined;
    const percent = ((100 * millis) / observed.wallMillis).toFixed(0);
    return `${what} ${percent} % of a processor`;
  };
  return (
    share('cpu.steal', policy.maxStealShare, 'the hypervisor took') ??
    share('cpu.foreign-user', policy.maxForeignUserShare, 'other programs used')
  );
}
