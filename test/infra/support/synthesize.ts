import { readFileSync } from 'node:fs';
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

/** An app with all stacks, without bundled handlers, since esbuild would take most of the time. */
export function buildApp(context: Readonly<Record<string, unknown>> = {}): App {
  const app = new App({
    analyticsReporting: false,
    context: { ...cdkContext, 'aws:cdk:bundling-stacks': [] },
  });
  addStacks(app, parseDeploymentConfig(context));
  return app;
}

/** The templates by stack. Assertions about templates do not need CDK's own validator, which takes seconds. */
export function synthesize({ context, change }: SynthesizeOptions = {}): Readonly<Record<string, Template>> {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    const app = buildApp(context);
    change?.(app);
    const stacks = app.synth().stacks;
    return Object.fromEntries(stacks.map(({ stackName, template }) => [stackName, template]));
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}
