import { type ExitCode, exitCodes } from '../exit-codes.ts';

/** A signal asked for the end of the run. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly exitCode: ExitCode;

  constructor(signal: NodeJS.Signals) {
    super(signal);
    this.exitCode = signal === 'SIGINT' ? exitCodes.interrupted : exitCodes.terminated;
  }
}

/**
 * One Ctrl-C arrives up to three times: from the terminal, from npm, and from the launcher, which both
 * pass it on. What follows the first within this time is the same key press.
 */
const samePressMillis = 500;

/** Turns SIGINT, SIGTERM and SIGHUP into an abort; the second press ends the process at once. */
export class Interrupts implements Disposable {
  readonly #controller = new AbortController();
  readonly #listeners = new Map<NodeJS.Signals, () => void>();
  #firstAt: number | undefined;

  /** @param beforeExit said before the second press ends the process; it cannot wait for anything */
  constructor(
    source: Pick<NodeJS.Process, 'on' | 'off' | 'exit'> = process,
    beforeExit: () => void = () => undefined,
  ) {
    this.#source = source;
    this.#beforeExit = beforeExit;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const listener = () => this.#onSignal(signal);
      this.#listeners.set(signal, listener);
      source.on(signal, listener);
    }
  }

  readonly #source: Pick<NodeJS.Process, 'on' | 'off' | 'exit'>;
  readonly #beforeExit: () => void;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    for (const [signal, listener] of this.#listeners) this.#source.off(signal, listener);
  }

  #onSignal(signal: NodeJS.Signals): void {
    const now = performance.now();
    const reason = new Interrupted(signal);
    if (this.#firstAt === undefined) {
      this.#firstAt = now;
      this.#controller.abort(reason);
    } else if (now - this.#firstAt > samePressMillis) {
      this.#beforeExit();
      this.#source.exit(reason.exitCode);
    }
  }
}

/** How a process ends that was asked to by this signal. */
export function exitOf(signal: AbortSignal): ExitCode {
  return signal.reason instanceof Interrupted ? signal.reason.exitCode : exitCodes.terminated;
}
