import { cellAtEnd, type Distribution, type End, edgeOf, type Shares } from './distribution.ts';

/** What is rarer than this is not followed further: of some thousand cells that is less than 0.01 % together. */
const rarest = 1e-8;

/**
 * The distribution of the sum of two independent quantities. Percentiles do not add: two calls that are both
 * slow once in a hundred times are rarely slow together.
 */
export function convolve(one: Distribution, other: Distribution): Distribution {
  return { low: sumOf(one.low, other.low, 'low'), high: sumOf(one.high, other.high, 'high') };
}

/** Those of one, two, three, ... in a row, drawn anew each time; each is one more rounding to a cell of 1/512. */
export function inARow(one: Distribution, times: number): Distribution[] {
  if (!Number.isInteger(times) || times < 1) throw new RangeError(`${times} times in a row`);
  const sums = [one];
  for (let sum = one; sums.length < times; sums.push(sum)) sum = convolve(sum, one);
  return sums;
}

interface Atom {
  readonly value: number;
  readonly share: number;
}

function atomsOf({ first, shares }: Shares): Atom[] {
  const atoms: Atom[] = [];
  // By index: the iterator of an array of numbers makes an array for each of them.
  for (let index = 0; index < shares.length; index += 1) {
    const share = shares[index] ?? 0;
    if (share > rarest) atoms.push({ value: edgeOf(first + index), share });
  }
  return atoms;
}

function sumOf(one: Shares, other: Shares, end: End): Shares {
  const [ours, theirs] = [atomsOf(one), atomsOf(other)];
  const [least, most] = [ours, theirs].reduce<[number, number]>(
    ([low, high], atoms) => [low + (atoms[0]?.value ?? 0), high + (atoms.at(-1)?.value ?? 0)],
    [0, 0],
  );
  if (ours.length === 0 || theirs.length === 0) return { first: 0, shares: new Float64Array(0), lost: 1 };
  const first = cellAtEnd(least, end);
  const shares = new Float64Array(cellAtEnd(most, end) - first + 1);
  for (const { value, share } of ours)
    for (const atom of theirs) {
      const index = cellAtEnd(value + atom.value, end) - first;
      shares[index] = (shares[index] ?? 0) + share * atom.share;
    }
  // What is in no cell is all that is missing to one.
  return { first, shares, lost: Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0)) };
}
