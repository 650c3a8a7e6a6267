import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createEvent } from '../handler/support/events.ts';
import { at } from '../infra/support/template.ts';
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

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** All handlers, bundled; the runtime brings the SDK for some, here a link to ours stands for it. */
async function bundledHandlers(out: string): Promise<Handler[]> {
  await symlink(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(out, 'node_modules'));
  const modules: { handler: Handler }[] = await Promise.all(
    globSync(join(out, 'asset.*/index.mjs')).map((file) => import(file)),
  );
  return modules.map(({ handler }) => handler);
}

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
      const report = JSON.parse(await readFile(join(today.out, 'validation-report.json'), 'utf8'));
      expect(report.pluginReports).toContainEqual(
        expect.objectContaining({ pluginName: 'AwsSolutions', conclusion: 'success', violations: [] }),
      );
      const later = await synth('later', [], nextYear);
      expect(later).toMatchObject({ exitCode: 0 });
      const files = await synthesized(today.out);
      expect(Object.keys(files)).toHaveLength(12);
      expect(await synthesized(later.out)).toEqual(files);
    },
    6 * minutes,
  );

  it(
    'gets handlers that answer as Lambda would ask them',
    async () => {
      const { out } = await synth('handlers');
      const handlers = await bundledHandlers(out);
      const event = createEvent({ Hours: '1', VpcId: 'vpc-1' });
      const answers = await Promise.all(handlers.map((handler) => handler(event, {})));
      const ids = answers.flatMap((answer) => at(answer, 'PhysicalResourceId') ?? []);
      expect(ids.sort()).toEqual(['Resource', 'deadline', 'eni-sweeper-vpc-1']);
      // The benchmark's own, for which this is no event: they wait for what may pass.
      const waiting = answers.filter((answer) => at(answer, 'IsComplete') === false);
      expect(waiting).toHaveLength(3);
    },
    3 * minutes,
  );

  it.each(everything)(
    'synthesizes with %s %s',
    async (...context) => {
      expect(await synth('options', context)).toMatchObject({ exitCode: 0 });
    },
    3 * minutes,
  );
});
