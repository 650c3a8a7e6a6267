/**
 * The level that each of `family` intervals needs so that all of them hold together with `level`
 * (Bonferroni). Of the corrections for many comparisons it is the one that also gives intervals, needs
 * no independence (the same blocks stand behind all of them) and does not depend on the order of
 * results; for a family of five to ten it costs little against sharper ones.
 */
export function simultaneousLevel(family: number, level = 0.95): number {
  if (!Number.isInteger(family) || family < 1) throw new RangeError(`a family of ${family} comparisons`);
  return 1 - (1 - level) / family;
}
