import type { Asked, Fate } from '../../aws/support/proxy.ts';

interface Planned {
  /** So many records are written until then. */
  left: number;
  readonly act: () => void;
  readonly fate: Fate | undefined;
}

/** What a test does to a run in S3, or at a moment that is told by it. */
export class Trouble {
  /** How many attempts to write a record are answered 503: S3 slows down by prefix, here that of the journal. */
  away = 0;
  #planned: Planned | undefined;

  /**
   * Plans something for the moment when so many more records are written to a journal.
   * @param fate of the request that writes the last of them
   */
  atRecord(count: number, act: () => void, fate?: Fate): void {
    this.#planned = { left: count, act, fate };
  }

  /** Whether all that was planned has happened. */
  get isOver(): boolean {
    return this.away === 0 && !this.#planned;
  }

  /** For the proxy in front of S3. */
  judge({ method, url }: Asked): Fate | undefined {
    if (method !== 'PUT' || !/\/journal\/\d+\.json/.test(url)) return undefined;
    if (this.away > 0) {
      this.away -= 1;
      return { kind: 'answer', status: 503, code: 'SlowDown' };
    }
    if (!this.#planned) return undefined;
    this.#planned.left -= 1;
    if (this.#planned.left > 0) return undefined;
    const { act, fate } = this.#planned;
    this.#planned = undefined;
    act();
    return fate;
  }
}
