import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textOf } from '../../infra/support/intrinsics.ts';
import { buildApp, withoutValidation } from '../../infra/support/synthesize.ts';
import { asRecord, at, type Resource, type Template } from '../../infra/support/template.ts';
import { region } from './environment.ts';

/** How the parameter begins in which CloudFormation reads the bucket's name from SSM. */
export const bucketParameter = 'SsmParameterValuecnibenchresultsbucket';

/** A function as the template has it. */
export interface SynthesizedFunction {
  /** Its logical id. */
  readonly id: string;
  /** Its bundle, the asset that would be published. */
  readonly file: string;
  /** The name that it exports. */
  readonly handler: string;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  /** With what only CloudFormation knows filled in. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What CloudFormation would put in the place of references. */
export interface Deployed {
  readonly bucket: string;
  readonly endpoint: string;
  readonly certificateAuthority: string;
}

/** A stack with its bundled functions. */
export interface Synthesized extends AsyncDisposable {
  readonly template: Template;
  function(prefix: string, deployed: Deployed): SynthesizedFunction;
}

/** Synthesizes one stack as the CDK CLI would, esbuild and all. */
export async function synthesized(stack: string): Promise<Synthesized> {
  const outdir = await mkdtemp(join(tmpdir(), 'cni-bench-assets-'));
  const app = buildApp({}, { outdir, bundled: [stack] });
  const template: Template = withoutValidation(() => app.synth()).getStackByName(stack).template;
  return {
    template,
    function(prefix, deployed) {
      const [id, resource] =
        Object.entries(template.Resources).find(
          ([id, { Type }]) =>
            Type === 'AWS::Lambda::Function' && new RegExp(`^${prefix}[0-9A-F]{8}$`).test(id),
        ) ?? [];
      if (id === undefined || !resource) throw new Error(`no function ${prefix}`);
      return functionOf([id, resource], outdir, (value) => resolved(value, template, deployed));
    },
    [Symbol.asyncDispose]: () => rm(outdir, { recursive: true }),
  };
}

function functionOf(
  [id, { Properties }]: readonly [string, Resource],
  outdir: string,
  resolve: (value: unknown) => string,
): SynthesizedFunction {
  const asset = String(at(Properties, 'Code.S3Key')).replace(/\.zip$/, '');
  const [file = '', handler = ''] = String(Properties?.Handler).split('.');
  return {
    id,
    file: join(outdir, `asset.${asset}`, `${file}.mjs`),
    handler,
    timeoutSeconds: Number(Properties?.Timeout ?? 3),
    memoryMiB: Number(Properties?.MemorySize ?? 128),
    environment: Object.fromEntries(
      Object.entries(asRecord(at(Properties, 'Environment.Variables'))).map(([name, value]) => [
        name,
        resolve(value),
      ]),
    ),
  };
}

function resolved(value: unknown, template: Template, deployed: Deployed): string {
  const text = textOf(value, (reference) => {
    const [id = '', attribute = 'Name'] = reference.split('.');
    if (id.startsWith(bucketParameter)) return deployed.bucket;
    const known: Readonly<Record<string, unknown>> = {
      'AWS::Region': region,
      'AWS::URLSuffix': 'amazonaws.com',
      [`${id}.Endpoint`]: deployed.endpoint,
      [`${id}.CertificateAuthorityData`]: deployed.certificateAuthority,
      [`${id}.Name`]: at(template.Resources[id], 'Properties.Name'),
    };
    const found = known[reference] ?? known[`${id}.${attribute}`];
    return typeof found === 'string' ? found : undefined;
  });
  if (text === undefined) throw new Error(`what is ${JSON.stringify(value)}?`);
  return text;
}
