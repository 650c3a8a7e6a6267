/**
 * The bare app that `synth.ts` compares with: `cfn-include-app.ts ASSEMBLY` takes the templates of a
 * synthesized assembly as they are, and adds nothing but the validation and the bundled handlers of bin/app.ts.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  App,
  AssetHashType,
  DefaultStackSynthesizer,
  DockerImage,
  type IStackSynthesizer,
  Stack,
  Validations,
} from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { z } from 'zod';

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({ suppressedViolations: z.array(z.object({ acknowledgedId: z.string() })) }),
  ),
});

const [assembly] = process.argv.slice(2);
if (assembly === undefined) throw new Error('which assembly?');
const handlers = join(import.meta.dirname, '../lib/handler');
const banner =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";
const withTheSdk = ['--minify', `--banner:js=${banner}`];

const app = new App({ autoSynth: false });
// The templates have the bootstrap rule already.
const synthesizer = () =>
  new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
const stacks = readdirSync(assembly)
  .filter((name) => name.endsWith('.template.json'))
  .map((name) => {
    const stack = new Stack(app, name.replace('.template.json', ''), { synthesizer: synthesizer() });
    new CfnInclude(stack, 'Template', { templateFile: join(assembly, name) });
    return stack;
  });
for (const file of ['deadline.ts', 'eni-sweeper.ts', 'on-event.ts'])
  bundle(stacks, file, ['--external:@aws-sdk/*', '--external:@smithy/*']);
for (const file of ['begin-run.ts', 'stage.ts', 'finish-run.ts']) bundle(stacks, file, withTheSdk);
acknowledge(readFileSync(join(assembly, 'validation-report.json'), 'utf8'));
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();

/** As the construct for functions in TypeScript calls esbuild. */
function bundle([, stack]: readonly Stack[], file: string, options: readonly string[]): void {
  if (!stack) throw new Error('the assembly has no scenario');
  const flags = ['--bundle', '--target=node24', '--platform=node', '--format=esm', ...options];
  new Asset(stack, file, {
    path: handlers,
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('not-used'),
      // Tells them apart, whose folder is one.
      command: [file],
      local: {
        tryBundle(folder) {
          const out = `--outfile=${join(folder, 'index.mjs')}`;
          execFileSync('npx', ['--no-install', 'esbuild', ...flags, out, join(handlers, file)], {
            stdio: ['ignore', 'ignore', 'inherit'],
          });
          return true;
        },
      },
    },
  });
}

/** Every finding that the stacks of bin/app.ts give a reason for, so that both apps end with success. */
function acknowledge(report: string): void {
  const { pluginReports } = reportSchema.parse(JSON.parse(report));
  const ids = pluginReports.flatMap((one) => one.suppressedViolations.map((found) => found.acknowledgedId));
  Validations.of(app).acknowledge(...[...new Set(ids)].map((id) => ({ id, reason: 'as in bin/app.ts' })));
}
