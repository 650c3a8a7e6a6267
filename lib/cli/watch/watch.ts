import { setTimeout as pause } from 'node:timers/promises';
import { probes } from '../../suite/probes/registry.ts';
import type { ChosenRun } from '../aws/chosen-run.ts';
import { cloudFormationClient } from '../aws/deployed-run.ts';
import type { ResultsOptions } from '../aws/results-options.ts';
import { onAws } from '../aws/session.ts';
import { PassingTrouble } from '../aws/trouble.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { Words } from '../progress/words.ts';
import type { Ended, WatchEvent } from './events.ts';
import { LookOut } from './look-out.ts';
import { type Known, type View, viewFor } from './view.ts';
import { Watched } from './watched.ts';

export interface WatchOptions extends ResultsOptions {
  readonly json?: boolean;
  /** Between two looks. */
  readonly interval: number;
}

/** How long AWS may refuse in one go once it has answered: time enough to log in again. */
const patienceMillis = 15 * 60_000;

/**
 * Shows a run until it ends.
 * @throws InputError when there is nothing to watch, or AWS refuses at once or for a quarter of an hour
 */
export async function watch(chosen: ChosenRun, options: WatchOptions, io: Io): Promise<ExitCode> {
  using view = viewFor(options.json === true, io);
  const watching = new Watching(view);
  for (;;) {
    try {
      const ended = await watchSession(chosen, options, watching);
      return ended.outcome === 'finished' ? exitCodes.ok : exitCodes.incomplete;
    } catch (error) {
      if (!(error instanceof PassingTrouble) || !watching.bears(Date.now())) throw error;
      watching.tell({ kind: 'trouble', message: error.message });
    }
    // With new clients: old ones would keep credentials that were renewed meanwhile.
    await pause(options.interval * 1000);
  }
}

async function watchSession(chosen: ChosenRun, options: WatchOptions, watching: Watching): Promise<Ended> {
  return onAws(options, async (session) => {
    const cloudFormation = cloudFormationClient(options);
    try {
      const lookOut = new LookOut(chosen, session, cloudFormation);
      for (;;) {
        const ended = watching.see(await lookOut.look(), Date.now());
        if (ended) return ended;
        await pause(options.interval * 1000);
      }
    } finally {
      cloudFormation.destroy();
    }
  });
}

/** What lasts from one session with AWS to the next. */
class Watching {
  readonly #view: View;
  readonly #watched = new Watched(probes);
  #known: Known | undefined;
  #lastGoodMillis: number | undefined;
  #trouble: string | undefined;

  constructor(view: View) {
    this.#view = view;
  }

  see(sight: Parameters<Watched['see']>[0], nowMillis: number): Ended | undefined {
    this.#lastGoodMillis = nowMillis;
    if (this.#trouble !== undefined) this.tell({ kind: 'trouble-over' });
    this.#trouble = undefined;
    for (const event of this.#watched.see(sight, nowMillis)) {
      const { progress } = this.#watched;
      if (sight.run && progress)
        this.#known ??= { progress, words: new Words(sight.run.run.plan, sight.run.run.target, probes) };
      this.tell(event);
      if (event.kind === 'ended') return event;
    }
    return undefined;
  }

  /** Shows an event; the same trouble only once. */
  tell(event: WatchEvent): void {
    if (event.kind === 'trouble') {
      if (event.message === this.#trouble) return;
      this.#trouble = event.message;
    }
    this.#view.show(event, this.#known);
  }

  /** Whether trouble with AWS may still be over soon. */
  bears(nowMillis: number): boolean {
    return this.#lastGoodMillis !== undefined && nowMillis - this.#lastGoodMillis < patienceMillis;
  }
}
