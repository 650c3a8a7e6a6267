import { type LambdaProcess, lambdaProcess } from '../../aws/support/lambda-process.ts';
import type { SynthesizedFunction } from '../../aws/support/synthesized.ts';

/** A function as Lambda scales it: a call that comes while all of its processes work gets another one. */
export interface ScaledFunction extends AsyncDisposable {
  readonly invoke: LambdaProcess['invoke'];
  /** Ends the processes that work. */
  kill(): void;
  /** Tells them that there is hardly any time left in their call. */
  hurry(): void;
  /** How many processes there have been. */
  readonly processes: number;
  readonly log: () => string;
}

export function scaledFunction(
  what: SynthesizedFunction,
  given: Readonly<Record<string, string>>,
): ScaledFunction {
  const all: LambdaProcess[] = [];
  const idle: LambdaProcess[] = [];
  const busy = new Set<LambdaProcess>();
  const another = () => {
    const started = lambdaProcess(what, given);
    all.push(started);
    return started;
  };
  return {
    async invoke(event) {
      const chosen = idle.pop() ?? another();
      busy.add(chosen);
      try {
        return await chosen.invoke(event);
      } finally {
        busy.delete(chosen);
        idle.push(chosen);
      }
    },
    kill() {
      for (const one of busy) one.kill();
    },
    hurry() {
      for (const one of busy) one.hurry();
    },
    get processes() {
      return all.length;
    },
    log: () => all.map((one) => one.log()).join(''),
    async [Symbol.asyncDispose]() {
      await Promise.all(all.map((one) => one[Symbol.asyncDispose]()));
    },
  };
}
