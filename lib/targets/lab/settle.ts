import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { parseCpuTimes } from '../proc-files.ts';
import type { Spinners } from './spinners.ts';

const windowMillis = 50;
const wantedIdleShare = 0.9;
/** On a host that never becomes quiet a run shall still end: the gate then asks this long. */
const leastPatienceMillis = 200;

interface Reading {
  readonly atMillis: number;
  /** Idle time and that of the spinners, which take only what nobody wants. */
  readonly idleMillis: number;
}

function read(spinners: Spinners): Reading {
  const { idle } = parseCpuTimes(readFileSync('/proc/stat', 'utf8'));
  return { atMillis: performance.now(), idleMillis: idle + spinners.usedMillis() };
}

/** Lets a step begin when the host is quiet. */
export class IdleGate {
  readonly #spinners: Spinners;
  readonly #processorCount: number;
  readonly #fullPatienceMillis: number;
  #patienceMillis: number;

  /** @param patienceMillis how long a step waits at most */
  constructor(spinners: Spinners, processorCount: number, patienceMillis: number) {
    this.#spinners = spinners;
    this.#processorCount = processorCount;
    this.#fullPatienceMillis = patienceMillis;
    this.#patienceMillis = patienceMillis;
  }

  /**
   * Waits until the host's processors are more than 90 % idle over 50 ms. Stolen time is not idle.
   * Each time in vain halves the patience for the next step; a quiet moment restores it.
   */
  async wait(signal: AbortSignal): Promise<{ waitedMillis: number; quiet: boolean }> {
    const first = read(this.#spinners);
    for (let before = first; ; ) {
      await delay(windowMillis, undefined, { signal });
      const now = read(this.#spinners);
      const window = (now.atMillis - before.atMillis) * this.#processorCount;
      const waitedMillis = now.atMillis - first.atMillis;
      if ((now.idleMillis - before.idleMillis) / window > wantedIdleShare) {
        this.#patienceMillis = this.#fullPatienceMillis;
        return { waitedMillis, quiet: true };
      }
      if (waitedMillis > this.#patienceMillis) {
        this.#patienceMillis = Math.max(leastPatienceMillis, this.#patienceMillis / 2);
        return { waitedMillis, quiet: false };
      }
      before = now;
    }
  }
}
