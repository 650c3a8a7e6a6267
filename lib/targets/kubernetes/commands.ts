import { setTimeout as delay } from 'node:timers/promises';
import type { Invocation, ToolOutput } from '../../suite/ports.ts';
import { notStarted } from '../not-started.ts';
import type { Deployment } from './deployment.ts';
import { execInContainer } from './exec.ts';
import type { Container } from './exec-socket.ts';
import { placeOf } from './pods.ts';

const lookAgainMillis = 500;

/** A command that nobody could end. */
interface Stray {
  readonly container: Container;
  /** Until when its own duration flag must have ended it, ms of the monotonic clock. */
  readonly until: number;
}

/**
 * Runs the commands of a run in the pods of its workloads. A command that nobody could end is given until its
 * own time limit to end by itself, and after that its pod is replaced: no command starts, wherever, while an
 * earlier one still runs.
 */
export class Commands {
  readonly #deployment: Deployment;
  readonly #strays = new Map<string, Stray>();

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
  }

  /**
   * Runs a command, and the one beside it: that one is asked for first, and has its own time to end.
   * @throws Error in one line when an earlier command may still run; signal.reason when `signal` aborts
   */
  async run(invocation: Invocation, signal: AbortSignal): Promise<ToolOutput> {
    await this.#untilAlone(signal);
    if (!invocation.beside) return this.#one(invocation, signal);
    const [beside, output] = await Promise.all([
      this.#one(invocation.beside, signal),
      this.#one(invocation, signal),
    ]);
    return { ...output, beside };
  }

  async #one({ role, argv, timeoutSeconds, stdin }: Invocation, signal: AbortSignal): Promise<ToolOutput> {
    const place = placeOf(role, argv[0]);
    const container = this.#deployment.containerAt(place);
    if (!container) return notStarted(argv, this.#deployment.whyNot(place.workload));
    const until = performance.now() + timeoutSeconds * 1000;
    const options = { timeoutSeconds, ...(stdin !== undefined && { stdin }) };
    const output = await execInContainer(this.#deployment.connection, container, argv, options, signal);
    if (output.timedOut || output.lost !== undefined)
      this.#strays.set(`${container.pod}/${container.container}`, { container, until });
    return output;
  }

  async #untilAlone(signal: AbortSignal): Promise<void> {
    if (this.#strays.size === 0) return;
    // A pod that is gone has taken its commands along.
    await this.#deployment.refresh();
    for (const [name, { container, until }] of this.#strays) {
      while (!(await this.#deployment.isIdle(container, signal))) {
        if (performance.now() >= until) {
          await this.#deployment.replace(container, signal);
          break;
        }
        await delay(lookAgainMillis, undefined, { signal });
      }
      this.#strays.delete(name);
    }
  }
}
