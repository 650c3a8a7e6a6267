import { setTimeout as delay } from 'node:timers/promises';
import type { Invocation, ToolOutput } from '../../suite/ports.ts';
import type { Deployment } from './deployment.ts';
import { execInContainer } from './exec.ts';
import type { Container } from './exec-socket.ts';
import { placeOf } from './pods.ts';

/**
 * Runs the commands of a run in the pods of its workloads. A command that nobody could end is given until its
 * own time limit to end by itself, and after that its pod is replaced: no step starts while an earlier tool
 * still runs.
 */
export class Commands {
  readonly #deployment: Deployment;
  /** By pod: until when a command of ours may still run in it, ms of the monotonic clock. */
  readonly #straying = new Map<string, number>();

  constructor(deployment: Deployment) {
    this.#deployment = deployment;
  }

  /** Runs a command, and the one beside it: that one is started first, and has its own time to end. */
  async run(invocation: Invocation, signal: AbortSignal): Promise<ToolOutput> {
    if (!invocation.beside) return this.#one(invocation, signal);
    const besideOutput = this.#one(invocation.beside, signal);
    const [output, beside] = await Promise.all([this.#one(invocation, signal), besideOutput]);
    return { ...output, beside };
  }

  async #one({ role, argv, timeoutSeconds, stdin }: Invocation, signal: AbortSignal): Promise<ToolOutput> {
    const place = placeOf(role, argv[0]);
    await this.#untilFree(this.#deployment.containerAt(place), signal);
    const container = this.#deployment.containerAt(place);
    if (!container) return notStarted(argv, this.#deployment.whyNot(place.workload));
    const began = performance.now();
    const options = { timeoutSeconds, ...(stdin !== undefined && { stdin }) };
    const output = await execInContainer(this.#deployment.connection, container, argv, options, signal);
    if (output.timedOut || output.lost !== undefined)
      this.#straying.set(container.pod, began + timeoutSeconds * 1000);
    return output;
  }

  async #untilFree(container: Container | undefined, signal: AbortSignal): Promise<void> {
    const until = container && this.#straying.get(container.pod);
    if (!container || until === undefined) return;
    while (performance.now() < until) {
      if (await this.#deployment.isIdle(container, signal)) break;
      await delay(500, undefined, { signal });
    }
    this.#straying.delete(container.pod);
    if (!(await this.#deployment.isIdle(container, signal)))
      await this.#deployment.replace(container, signal);
  }
}

function notStarted(argv: readonly string[], startError: string): ToolOutput {
  return {
    argv,
    stdout: '',
    stderr: '',
    exitCode: null,
    signal: null,
    timedOut: false,
    startError,
    startedAt: new Date().toISOString(),
    durationMillis: 0,
  };
}
