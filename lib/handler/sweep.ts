import type { NetworkInterfaces } from './network-interfaces.ts';

export interface SweepOptions {
  readonly vpcId: string;
  readonly interfaces: NetworkInterfaces;
  /** Time left for all of it, asked before every pass. */
  readonly remainingMillis: () => number;
  readonly pause: (millis: number) => Promise<void>;
}

/** What a sweep did. `left` are those that something else still holds: they are not ours to take away. */
export interface SweepResult {
  readonly deleted: readonly string[];
  readonly left: readonly string[];
}

/** EC2 detaches the interfaces of a terminated instance within a minute or so. */
const pauseMillis = 15_000;

/**
 * Deletes the CNI's interfaces as they become available, until there are none or the time is up. Those that
 * are still in use then are named and left alone.
 */
export async function sweep(options: SweepOptions): Promise<SweepResult> {
  const { vpcId, interfaces, remainingMillis, pause } = options;
  const attempted = new Set<string>();
  for (;;) {
    const found = await interfaces.ofCni(vpcId);
    const left = found.map(({ id }) => id);
    // What EC2 refused to delete is still among those found.
    if (left.length === 0 || remainingMillis() < 2 * pauseMillis)
      return { deleted: [...attempted].filter((id) => !left.includes(id)), left };
    for (const { id } of found.filter(({ available }) => available)) {
      await interfaces.delete(id);
      attempted.add(id);
    }
    await pause(pauseMillis);
  }
}
