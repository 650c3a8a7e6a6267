import pMap, { pMapSkip } from 'p-map';

/** How many requests for one run are under way at once. */
const concurrency = 16;

/**
 * Works on many things, some of them at once, and keeps their order. After a failure it begins no more, and
 * rejects with it only when nothing is under way any longer: what they wrote can be cleared away then.
 */
export async function atOnce<Item, Result>(
  items: Iterable<Item>,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  let failure: { readonly reason: unknown } | undefined;
  const results = await pMap<Item, Result>(
    items,
    async (item) => {
      if (failure) return pMapSkip;
      try {
        return await work(item);
      } catch (reason) {
        failure ??= { reason };
        return pMapSkip;
      }
    },
    { concurrency },
  );
  if (failure) throw failure.reason;
  return results;
}
