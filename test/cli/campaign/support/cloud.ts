import type { StackFacts, StackToolkit } from '../../../../lib/cli/campaign/ports.ts';
import { type Deployment, deploymentLabel } from '../../../../lib/cli/campaign/state.ts';

/** A stack as the cloud has it; `creating` and `deleting` go on without whoever asked for it. */
export interface CloudStack {
  readonly owner?: string;
  readonly state: 'creating' | 'deployed' | 'failed' | 'deleting';
}

export type DeployFate = 'ok' | 'fails' | 'fails early';
export type DestroyFate = 'ok' | 'fails';

/** What the cloud does with the stacks of a name. */
export interface Fates {
  readonly deploy: Readonly<Record<string, DeployFate>>;
  readonly destroy: Readonly<Record<string, DestroyFate>>;
}

/** A cloud of stacks that outlives the programs that use it. */
export class Cloud {
  readonly stacks: Map<string, CloudStack>;
  fates: Fates;
  /** Every creation that was begun: `ScenarioC of X-1`. */
  readonly creations: string[] = [];

  constructor(fates: Partial<Fates> = {}, stacks: Iterable<readonly [string, CloudStack]> = []) {
    this.fates = { deploy: {}, destroy: {}, ...fates };
    this.stacks = new Map(stacks);
  }

  /** What is under way comes to its end. */
  settle(name: string): CloudStack | undefined {
    const stack = this.stacks.get(name);
    if (stack?.state === 'creating') {
      const state = this.fates.deploy[name] === 'fails' ? 'failed' : 'deployed';
      this.stacks.set(name, { ...stack, state });
    }
    if (stack?.state === 'deleting') {
      if (this.fates.destroy[name] === 'fails') this.stacks.set(name, { ...stack, state: 'failed' });
      else this.stacks.delete(name);
    }
    return this.stacks.get(name);
  }

  create(name: string, owner: string): void {
    if (this.fates.deploy[name] === 'fails early') throw new Error(`${name}: a template that nobody takes`);
    if (this.stacks.has(name)) throw new Error(`${name} is created although it is there`);
    this.creations.push(`${name} of ${owner}`);
    this.stacks.set(name, { owner, state: 'creating' });
  }

  delete(name: string): void {
    const stack = this.stacks.get(name);
    if (!stack) return;
    if (stack.owner === undefined) throw new Error(`${name} is deleted although it is somebody else's`);
    this.stacks.set(name, { ...stack, state: 'deleting' });
  }
}

/**
 * The port to that cloud. `moment` is called before and after each thing that happens there, and may throw as
 * if the program were killed or its credentials expired.
 */
export function cloudToolkit(
  cloud: Cloud,
  campaign: string,
  moment: (what: string) => void | Promise<void> = () => undefined,
): StackToolkit {
  const settled = (name: string): StackFacts | undefined => {
    const stack = cloud.settle(name);
    if (!stack) return undefined;
    const { state, owner } = stack;
    return { state: state === 'deployed' ? 'deployed' : 'failed', status: `it is ${state}`, owner };
  };
  return {
    place: async () => {
      await moment('place');
      return { account: '123456789012', region: 'ap-northeast-2' };
    },
    settled: async (name) => {
      await moment(`settled ${name}`);
      return settled(name);
    },
    deploy: async (deployment: Deployment) => {
      const { stack } = deployment;
      await moment(`deploy ${stack}`);
      cloud.create(stack, deploymentLabel(campaign, deployment));
      await moment(`creating ${stack}`);
      const failed = settled(stack)?.state === 'failed';
      await moment(`deployed ${stack}`);
      if (failed) throw new Error(`${stack}: CREATE_FAILED`);
    },
    destroy: async ({ stack }) => {
      await moment(`destroy ${stack}`);
      cloud.delete(stack);
      await moment(`deleting ${stack}`);
      const left = settled(stack);
      await moment(`destroyed ${stack}`);
      if (left) throw new Error(`${stack}: DELETE_FAILED`);
    },
    async [Symbol.asyncDispose]() {},
  };
}
