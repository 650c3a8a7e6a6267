/**
 * Sums the closing lines of several test runs up to one: `node test/closing-lines.mjs LOG...`
 * A log without one means a run that did not end as it should; that is an error.
 */
import { readFileSync } from 'node:fs';

const closing = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;
const totals = [0, 0, 0];
for (const path of process.argv.slice(2)) {
  const last = [...readFileSync(path, 'utf8').matchAll(closing)].at(-1);
  if (!last) throw new Error(`${path}: no line "N passed, N failed, N skipped"`);
  for (const index of totals.keys()) totals[index] += Number(last[index + 1]);
}
const [passed, failed, skipped] = totals;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
