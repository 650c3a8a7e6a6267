import { fileURLToPath } from 'node:url';
import type { Duration } from 'aws-cdk-lib';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  NodejsFunction,
  type NodejsFunctionProps,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledgeLogging } from './acknowledge.ts';

export interface HandlerFunctionProps
  extends Pick<
    NodejsFunctionProps,
    'environment' | 'memorySize' | 'role' | 'vpc' | 'vpcSubnets' | 'securityGroups'
  > {
  /** File in `lib/handler` that exports `handler`, such as `eni-sweeper.ts`. */
  readonly file: string;
  readonly description: string;
  /** A Lambda function has at most 15 minutes. */
  readonly timeout: Duration;
  /** @default what fits a handler that needs no more than the runtime's own SDK */
  readonly bundling?: BundlingOptions;
}

/** A handler of ours, bundled by the esbuild of this package; its log goes with the stack. */
export class HandlerFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, { file, bundling, ...props }: HandlerFunctionProps) {
    super(scope, id, {
      memorySize: 256,
      ...props,
      entry: pathTo(`../handler/${file}`),
      depsLockFilePath: pathTo('../../package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      logGroup: new LogGroup(scope, `${id}Logs`, { retention: RetentionDays.ONE_WEEK }),
      bundling: { format: OutputFormat.ESM, target: 'node24', ...bundling },
    });
    if (props.role === undefined) acknowledgeLogging(this);
  }
}

function pathTo(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
