import type { Mark } from './sample.ts';
import type { BlockReading, Series } from './series.ts';
import type { Pair } from './statistics/paired-ratio.ts';

/** Two series, block by block. Only blocks in which both have a value make pairs. */
export interface Pairing {
  readonly pairs: readonly Pair[];
  /** Blocks in which only one of the two has a value. */
  readonly unpaired: number;
  /** Blocks that were tried and gave no pair: one side failed, or both. */
  readonly lost: number;
  /** Why there is no pair at all, in words. */
  readonly missing?: string;
  /** In how many pairs one side or both carry a mark. */
  readonly marked: ReadonlyMap<Mark, { readonly reference: number; readonly value: number }>;
}

type Valued = BlockReading & { reading: { outcome: 'value' } };

function valuesByBlock(series: Series | undefined): Map<number, Valued['reading']> {
  const values = new Map<number, Valued['reading']>();
  for (const { block, reading } of series?.readings ?? [])
    if (reading.outcome === 'value') values.set(block, reading);
  return values;
}

/** Why a series has no value: the commonest reason that its readings give. */
export function whyEmpty(series: Series | undefined): string {
  const reasons = new Map<string, number>();
  for (const { reading } of series?.readings ?? []) {
    if (reading.outcome === 'value') continue;
    const words = `${reading.outcome}: ${reading.reason}`;
    reasons.set(words, (reasons.get(words) ?? 0) + 1);
  }
  const [commonest] = [...reasons].sort((a, b) => b[1] - a[1]);
  return commonest?.[0] ?? 'not measured';
}

/** Pairs by block index, since what shares a block shares the host's mood and the Service's place. */
export function pairByBlock(reference: Series | undefined, value: Series | undefined): Pairing {
  const [references, values] = [valuesByBlock(reference), valuesByBlock(value)];
  const pairs: Pair[] = [];
  const marked = new Map<Mark, { reference: number; value: number }>();
  for (const [block, ours] of values) {
    const theirs = references.get(block);
    if (!theirs) continue;
    pairs.push({ reference: theirs.value, value: ours.value });
    for (const mark of new Set([...theirs.marks, ...ours.marks])) {
      const counts = marked.get(mark) ?? { reference: 0, value: 0 };
      if (theirs.marks.includes(mark)) counts.reference++;
      if (ours.marks.includes(mark)) counts.value++;
      marked.set(mark, counts);
    }
  }
  const unpaired = references.size + values.size - 2 * pairs.length;
  const tried = new Set([reference, value].flatMap((one) => one?.readings.map(({ block }) => block) ?? []));
  const pairing = { pairs, unpaired, lost: tried.size - pairs.length, marked };
  if (pairs.length > 0) return pairing;
  return { ...pairing, missing: missingText(reference, references.size, value, values.size) };
}

function missingText(
  reference: Series | undefined,
  references: number,
  value: Series | undefined,
  values: number,
): string {
  if (values === 0) return `no value (${whyEmpty(value)})`;
  if (references === 0) return `the reference has no value (${whyEmpty(reference)})`;
  return 'the two were measured in different blocks';
}
