import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source of chance: the same seed gives the same draws on every machine. */
export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** From 0 to `count - 1`. */
  index(count: number): number;
  /** A new array in random order (Fisher-Yates). */
  shuffled<T>(items: readonly T[]): T[];
}

export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const index = (count: number): number => uniformInt(generator, 0, count - 1);
  return {
    fraction: () => uniformFloat64(generator),
    index,
    shuffled<T>(items: readonly T[]): T[] {
      const drawn: T[] = [];
      for (const item of items) {
        // Inside-out: the new item takes a random place, its former owner moves to the end.
        const place = index(drawn.length + 1);
        const former = drawn[place];
        if (former !== undefined) drawn.push(former);
        drawn[place] = item;
      }
      return drawn;
    },
  };
}
