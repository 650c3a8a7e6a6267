import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../domain/input-error.ts';
import { errnoOf } from '../../results/errno.ts';
import { writeAtomically } from '../../results/file-store.ts';
import { checked, parseJson } from '../../results/parse-run.ts';
import { takeRunLock } from '../../results/run-lock.ts';
import { type Campaign, campaignSchema } from './state.ts';

/** Where a campaign keeps its state below the results. */
export function campaignFolder(results: string, name: string): string {
  return join(results, 'campaigns', name);
}

/**
 * The state of an earlier start, or undefined.
 * @throws InputError when it is there and cannot be read
 */
export async function readCampaign(folder: string): Promise<Campaign | undefined> {
  const path = join(folder, 'campaign.json');
  try {
    return checked(campaignSchema, parseJson(await readFile(path, 'utf8'), path), path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    if (error instanceof InputError) throw error;
    throw new InputError(`${path}: unreadable (${errnoOf(error) ?? String(error)})`);
  }
}

/** Writes a campaign's state, one whole state after the other; held by one process at a time. */
export class StateFile implements AsyncDisposable {
  readonly #path: string;
  readonly #release: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  private constructor(folder: string, release: () => Promise<void>) {
    this.#path = join(folder, 'campaign.json');
    this.#release = release;
  }

  /**
   * Makes the folder where there is none.
   * @throws InputError when another process drives this campaign
   */
  static async open(folder: string): Promise<StateFile> {
    await mkdir(folder, { recursive: true });
    const lock = await takeRunLock(folder, 'campaign');
    return new StateFile(folder, () => lock.release());
  }

  /** Resolves when this state is on the disk. */
  save(campaign: Campaign): Promise<void> {
    const text = `${JSON.stringify(campaign, null, 1)}\n`;
    this.#last = this.#last.then(() => writeAtomically(this.#path, text));
    return this.#last;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#release();
  }
}
