import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseDeploymentConfig } from '../lib/domain/deployment-config.ts';
import { InputError } from '../lib/domain/input-error.ts';
import { addStacks } from '../lib/infra/stacks.ts';

// Synthesizes only once the context is known to be good.
const app = new App({ autoSynth: false });
try {
  addStacks(app, parseDeploymentConfig(app.node.getAllContext()));
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
