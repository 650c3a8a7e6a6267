import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Driven, drive } from '../../../lib/cli/campaign/drive.ts';
import { leftovers, revived } from '../../../lib/cli/campaign/machine.ts';
import { CredentialsLacking } from '../../../lib/cli/campaign/ports.ts';
import { beginCampaign, type Campaign, type Deployment } from '../../../lib/cli/campaign/state.ts';
import { Cloud, type CloudStack, cloudToolkit, type DeployFate, type DestroyFate } from './support/cloud.ts';

/** The end of a program, wherever it was. */
class Killed extends Error {}

interface Trial {
  readonly scenarios: readonly string[];
  readonly replicates: number;
  readonly parallel: number;
  readonly keepOnFailure: boolean;
  readonly deploy: Readonly<Record<string, DeployFate>>;
  readonly destroy: Readonly<Record<string, DestroyFate>>;
  readonly brokenRuns: readonly string[];
  readonly foreign: readonly string[];
}

const stacks = ['ScenarioA', 'ScenarioC', 'ScenarioE'] as const;
const fateOf = <T extends string>(...fates: T[]) =>
  fc.dictionary(fc.constantFrom(...stacks), fc.constantFrom(...fates), { maxKeys: 2 });

const trials: fc.Arbitrary<Trial> = fc.record({
  scenarios: fc.shuffledSubarray(['A', 'C', 'E'], { minLength: 1 }),
  replicates: fc.integer({ min: 1, max: 3 }),
  parallel: fc.integer({ min: 1, max: 4 }),
  keepOnFailure: fc.boolean(),
  deploy: fateOf<DeployFate>('fails', 'fails early'),
  destroy: fateOf<DestroyFate>('fails'),
  brokenRuns: fc.subarray([...stacks]),
  foreign: fc.subarray([...stacks], { maxLength: 1 }),
});

/** What befalls a start after this many moments; a moment lies before and after all that it does. */
const misfortunes = fc.record({
  after: fc.nat({ max: 80 }),
  kind: fc.constantFrom('killed', 'credentials expired', 'interrupted'),
});
type Misfortune = typeof misfortunes extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly cloud: Cloud;
  readonly trial: Trial;
  saved: Campaign;
  /** The most stacks of ours that were there at once and not left over. */
  most = 0;

  constructor(trial: Trial) {
    const foreign = trial.foreign.map((name): [string, CloudStack] => [name, { state: 'deployed' }]);
    this.trial = trial;
    this.cloud = new Cloud(trial, foreign);
    this.saved = beginCampaign({ ...trial, name: 'X', createdAt: 'now', context: {} });
  }

  /** One start of the program; undefined when it was killed. */
  async start(misfortune?: Misfortune): Promise<Driven | undefined> {
    const { parallel, keepOnFailure, brokenRuns } = this.trial;
    const interrupt = new AbortController();
    let moments = 0;
    const moment = () => {
      this.#count();
      moments += 1;
      if (!misfortune || moments <= misfortune.after) return false;
      if (misfortune.kind === 'killed') throw new Killed();
      if (misfortune.kind === 'interrupted') interrupt.abort();
      return misfortune.kind === 'credentials expired';
    };
    const momentOnAws = () => {
      if (moment()) throw new CredentialsLacking('expired', 'aws sso login');
    };
    try {
      return await drive({
        campaign: revived(this.saved),
        toolkit: cloudToolkit(this.cloud, 'X', momentOnAws),
        runs: {
          awaitRun: async ({ stack }) => {
            momentOnAws();
            if (brokenRuns.includes(stack)) throw new Error('the run ended badly');
          },
          fetchRun: async () => {
            momentOnAws();
            return 'somewhere';
          },
        },
        save: async (campaign) => {
          moment();
          this.saved = campaign;
          moment();
        },
        parallel,
        keepOnFailure,
        signal: interrupt.signal,
      });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return undefined;
    }
  }

  #count(): void {
    const kept = this.saved.deployments.filter(({ remains }) => remains).map(({ stack }) => stack);
    // What cannot be destroyed is left over too, and is tried again beside the others.
    const left = (name: string) => kept.includes(name) || this.trial.destroy[name] === 'fails';
    const ours = [...this.cloud.stacks].filter(([name, { owner }]) => owner && !left(name));
    this.most = Math.max(this.most, ours.length);
  }

  /** Stacks of ours that the saved state does not name. */
  unnamed(): string[] {
    const named = leftovers(this.saved).map(({ stack }) => stack);
    return [...this.cloud.stacks].flatMap(([name, { owner }]) =>
      owner && !named.includes(name) ? [name] : [],
    );
  }
}

/** What became of a deployment, however often it took to get there. */
const fate = ({ scenario, replicate, phase, remains, results, failures }: Deployment) => ({
  ...{ scenario, replicate, phase, remains, results },
  failedIn: [...new Set(failures.map(({ during }) => during))],
});

const plain: Trial = {
  scenarios: ['C'],
  replicates: 1,
  parallel: 3,
  keepOnFailure: false,
  deploy: {},
  destroy: {},
  brokenRuns: [],
  foreign: [],
};

describe('a campaign', () => {
  it('that is killed, interrupted or paused anywhere ends as one that was not', async () => {
    await fc.assert(
      fc.asyncProperty(trials, fc.array(misfortunes, { maxLength: 4 }), async (trial, starts) => {
        const calm = new World(trial);
        await calm.start();
        const world = new World(trial);
        for (const misfortune of starts) {
          await world.start(misfortune);
          expect(world.unnamed()).toEqual([]);
        }
        expect((await world.start())?.lacking).toBeUndefined();
        expect(world.saved.deployments.map(fate)).toEqual(calm.saved.deployments.map(fate));
        expect(world.saved.deployments.every(({ phase }) => phase === 'ended')).toBe(true);
        expect(world.unnamed()).toEqual([]);
        expect(world.most).toBeLessThanOrEqual(trial.parallel);
        expect(new Set(world.cloud.creations).size).toBe(world.cloud.creations.length);
        for (const name of trial.foreign) expect(world.cloud.stacks.get(name)).toEqual({ state: 'deployed' });
      }),
      { numRuns: 300 },
    );
  });

  it('that is interrupted begins nothing more and leaves only what it names', async () => {
    await fc.assert(
      fc.asyncProperty(trials, fc.nat({ max: 80 }), async (trial, after) => {
        const world = new World(trial);
        const ended = await world.start({ after, kind: 'interrupted' });
        expect(ended?.lacking).toBeUndefined();
        const under = world.saved.deployments.filter(({ phase }) => phase !== 'waiting' && phase !== 'ended');
        expect(under).toEqual([]);
        expect(world.unnamed()).toEqual([]);
      }),
    );
  });

  it('that is interrupted in a deployment finishes that one and lets the next wait', async () => {
    const world = new World({ ...plain, scenarios: ['A', 'C'], parallel: 1 });
    await world.start({ after: 3, kind: 'interrupted' });
    expect(world.saved.deployments.map(({ phase }) => phase)).toEqual(['ended', 'waiting']);
    expect(world.cloud.creations).toEqual(['ScenarioA of X-1']);
  });

  it('goes on with the others when one fails', async () => {
    const world = new World({ ...plain, scenarios: ['A', 'C', 'E'], deploy: { ScenarioC: 'fails' } });
    await world.start();
    expect(world.saved.deployments.map(({ failures }) => failures.length)).toEqual([0, 1, 0]);
    expect(world.saved.deployments[1]?.failures[0]?.reason).toBe('ScenarioC: CREATE_FAILED');
    expect([...world.cloud.stacks]).toEqual([]);
  });

  it('tries again what it could not destroy, when it is started again', async () => {
    const world = new World({ ...plain, destroy: { ScenarioC: 'fails' } });
    await world.start();
    expect(leftovers(world.saved).map(({ remains }) => remains)).toEqual(['not destroyed']);
    world.cloud.fates = { deploy: {}, destroy: {} };
    await world.start();
    expect(leftovers(world.saved)).toEqual([]);
    expect([...world.cloud.stacks]).toEqual([]);
  });

  it('does not touch a stack of another campaign', async () => {
    const world = new World(plain);
    world.cloud.stacks.set('ScenarioC', { owner: 'Y-1', state: 'deployed' });
    await world.start();
    expect(world.saved.deployments[0]?.failures[0]?.reason).toBe(
      'ScenarioC is there already, deployed as Y-1 (it is deployed); it was left as it is',
    );
    expect(world.cloud.stacks.get('ScenarioC')?.state).toBe('deployed');
  });
});
