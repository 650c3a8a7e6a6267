/**
 * How long the synthesis of all stacks takes, over the time for the same resources taken by CfnInclude into
 * a bare app with the same validation and the same bundled handlers, byte for byte. Runs in turn what `cdk synth` runs,
 * without the CLI itself, which takes as long for both and would only hide a difference. Prints the median
 * of the paired ratios, which is to stay at 1.3 or below.
 *
 *   npm run bench:synth
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'simple-statistics';

const most = 1.3;
const pairs = 11;
const home = mkdtempSync(join(tmpdir(), 'cni-bench-synth-'));
const assembly = join(home, 'assembly');
const context = JSON.stringify(JSON.parse(readFileSync('cdk.json', 'utf8')).context);

/** Wall time of one app as the CLI starts it, s. */
function synthesize(output: string, ...app: readonly string[]): number {
  const began = performance.now();
  execFileSync(process.execPath, app, {
    env: { ...process.env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: context },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return (performance.now() - began) / 1000;
}

/** Each begins with an empty folder, since handlers that are there are not bundled again. */
function anew(name: string, ...app: readonly string[]): number {
  const output = join(home, name);
  rmSync(output, { recursive: true, force: true });
  return synthesize(output, ...app);
}

const whole = () => anew('whole', 'bin/app.ts');
const bare = () => anew('bare', 'bench/cfn-include-app.ts', assembly);

/** What Node programs an assembly has, by their content. */
function bundlesIn(name: string): string[] {
  const folder = join(home, name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('index.mjs'))
    .map((path) =>
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    )
    .sort();
}

/** The order alternates, so that a drift of the host meets both. */
function pair(wholeFirst: boolean): { readonly ours: number; readonly theirs: number } {
  if (wholeFirst) return { ours: whole(), theirs: bare() };
  const theirs = bare();
  return { ours: whole(), theirs };
}

try {
  // What the bare app includes, and a warm-up of both.
  synthesize(assembly, 'bin/app.ts');
  bare();
  if (bundlesIn('bare').join() !== bundlesIn('assembly').join())
    throw new Error('the bare app does not bundle the handlers that bin/app.ts does');
  const measured = Array.from({ length: pairs }, (_, index) => pair(index % 2 === 0));
  const ratios = measured.map(({ ours, theirs }) => ours / theirs);
  const seconds = (values: readonly number[]) => `${median([...values]).toFixed(2)} s (median of ${pairs})`;
  const range = [Math.min(...ratios), Math.max(...ratios)].map((one) => one.toFixed(2)).join(' to ');
  console.log(`all stacks                    ${seconds(measured.map(({ ours }) => ours))}`);
  console.log(`their templates, CfnInclude   ${seconds(measured.map(({ theirs }) => theirs))}`);
  console.log(`ratio                         ${median(ratios).toFixed(2)} (${range}); at most ${most}`);
  if (median(ratios) > most) process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
