import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { parseDeploymentConfig } from '../../../lib/domain/deployment-config.ts';
import { addStacks } from '../../../lib/infra/stacks.ts';
import type { Template } from './template.ts';

/** The context of cdk.json: feature flags, which change templates. */
export const cdkContext: Readonly<Record<string, unknown>> = JSON.parse(
  readFileSync(new URL('../../../cdk.json', import.meta.url), 'utf8'),
).context;

export interface SynthesizeOptions {
  /** What a user would give by `-c`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Changes the app before it is synthesized. */
  readonly change?: (app: App) => void;
}

export interface AppOptions {
  /** Where assets are staged from the moment that a stack is built. */
  readonly outdir: string;
  /** Stacks whose handlers are bundled; none by default, since esbuild would take most of the time. */
  readonly bundled?: readonly string[];
}

/** An app with all stacks. */
export function buildApp(
  context: Readonly<Record<string, unknown>>,
  { outdir, bundled = [] }: AppOptions,
): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...cdkContext, 'aws:cdk:bundling-stacks': bundled },
    outdir,
  });
  addStacks(app, parseDeploymentConfig(context));
  return app;
}

/** Works with an app that leaves nothing on the disk: its assets alone are 30 MB. */
export function withApp<T>(context: Readonly<Record<string, unknown>>, work: (app: App) => T): T {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'cni-bench-app-'));
  return work(buildApp(context, { outdir: folder.path }));
}

/** The templates by stack. Assertions about templates do not need CDK's own validator, which takes seconds. */
export function synthesize({
  context = {},
  change,
}: SynthesizeOptions = {}): Readonly<Record<string, Template>> {
  return withApp(context, (app) => {
    change?.(app);
    const { stacks } = withoutValidation(() => app.synth());
    return Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]));
  });
}

export function withoutValidation<T>(work: () => T): T {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    return work();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}
