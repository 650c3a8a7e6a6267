import { fileURLToPath } from 'node:url';
import type { Duration } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

export interface HandlerFunctionProps {
  /** File in `lib/handler` that exports `handler`, such as `eni-sweeper.ts`. */
  readonly file: string;
  readonly description: string;
  readonly timeout: Duration;
}

/** A handler as a Lambda function, bundled by the esbuild of this package; its log group goes with the stack. */
export function handlerFunction(
  scope: Construct,
  id: string,
  { file, description, timeout }: HandlerFunctionProps,
): NodejsFunction {
  return new NodejsFunction(scope, id, {
    entry: pathTo(`../handler/${file}`),
    depsLockFilePath: pathTo('../../package-lock.json'),
    description,
    timeout,
    memorySize: 256,
    runtime: Runtime.NODEJS_24_X,
    logGroup: new LogGroup(scope, `${id}Logs`, { retention: RetentionDays.ONE_WEEK }),
    bundling: { format: OutputFormat.ESM, target: 'node24' },
  });
}

function pathTo(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
