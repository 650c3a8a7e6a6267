import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { cdk, synthesized } from './support/cdk.ts';

const home = await mkdtemp(join(tmpdir(), 'cni-bench-synth-'));
const minutes = 60_000;
const nextYear = new URL('support/next-year.mjs', import.meta.url).href;
const everything = [
  ['-c', 'variants=D+host-routing,E-hubble-off'],
  ['-c', 'placementGroup=true', '-c', 'nat=instance', '-c', 'endpointCidrs=203.0.113.0/24'],
  ['-c', 'versions=published'],
];

async function synth(folder: string, context: readonly string[] = [], preload?: string) {
  const out = join(home, folder);
  const options = preload === undefined ? { home } : { home, preload };
  const result = await cdk(['synth', '--strict', '--quiet', '--output', out, ...context], options);
  return { out, exitCode: result.exitCode, stderr: result.stderr };
}

afterAll(() => rm(home, { recursive: true }));

describe('a stranger without credentials or network', () => {
  it(
    'lists the stacks',
    async () => {
      const { stdout, exitCode } = await cdk(['list'], { home });
      expect(stdout.split('\n')).toEqual(['Results', ...[...'ABCDE'].map((id) => `Scenario${id}`)]);
      expect(exitCode).toBe(0);
    },
    3 * minutes,
  );

  // Strict: warnings of CDK, of its validator and of cdk-nag's AwsSolutions are errors.
  it(
    'synthesizes the same bytes today and in a year',
    async () => {
      const today = await synth('today');
      expect(today).toMatchObject({ exitCode: 0 });
      const later = await synth('later', [], nextYear);
      expect(later).toMatchObject({ exitCode: 0 });
      const files = await synthesized(today.out);
      expect(Object.keys(files)).toHaveLength(12);
      expect(await synthesized(later.out)).toEqual(files);
    },
    6 * minutes,
  );

  it.each(everything)(
    'synthesizes with %s %s',
    async (...context) => {
      expect(await synth('options', context)).toMatchObject({ exitCode: 0 });
    },
    3 * minutes,
  );
});
