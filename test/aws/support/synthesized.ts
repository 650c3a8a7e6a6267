import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, withoutValidation } from '../../infra/support/synthesize.ts';
import { asList, asRecord, at, type Resource, type Template } from '../../infra/support/template.ts';

/** A function as the template has it. */
export interface SynthesizedFunction {
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
      const [, resource] =
        Object.entries(template.Resources).find(
          ([id, { Type }]) =>
            Type === 'AWS::Lambda::Function' && new RegExp(`^${prefix}[0-9A-F]{8}$`).test(id),
        ) ?? [];
      if (!resource) throw new Error(`no function ${prefix}`);
      return functionOf(resource, outdir, (value) => resolved(value, template, deployed));
    },
    [Symbol.asyncDispose]: () => rm(outdir, { recursive: true }),
  };
}

function functionOf(
  { Properties }: Resource,
  outdir: string,
  resolve: (value: unknown) => string,
): SynthesizedFunction {
  const asset = String(at(Properties, 'Code.S3Key')).replace(/\.zip$/, '');
  const [file = '', handler = ''] = String(Properties?.Handler).split('.');
  return {
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
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join, 'Fn::GetAtt': attribute } = asRecord(value);
  if (join !== undefined)
    return asList(asList(join)[1])
      .map((part) => resolved(part, template, deployed))
      .join('');
  const reference = String(Ref ?? asList(attribute)[1]);
  if (reference.startsWith('SsmParameterValuecnibenchresultsbucket')) return deployed.bucket;
  const known: Readonly<Record<string, string>> = {
    'AWS::Region': 'ap-northeast-2',
    'AWS::URLSuffix': 'amazonaws.com',
    Endpoint: deployed.endpoint,
    CertificateAuthorityData: deployed.certificateAuthority,
  };
  const text = known[reference] ?? at(template.Resources[reference], 'Properties.Name');
  if (typeof text !== 'string') throw new Error(`what is ${JSON.stringify(value)}?`);
  return text;
}
