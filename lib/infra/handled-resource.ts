import { CustomResource, Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledgeFramework } from './acknowledge.ts';
import { HandlerFunction } from './handler-function.ts';

export interface HandledResourceProps {
  /** File in `lib/handler` that exports `handler`, such as `eni-sweeper.ts`. */
  readonly file: string;
  readonly description: string;
  /** Of the handler; a Lambda function has at most 15 minutes. */
  readonly timeout: Duration;
  /** Such as `Custom::Deadline`. */
  readonly resourceType: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** What the handler may do besides writing its log. @default nothing */
  readonly permissions?: readonly PolicyStatement[];
}

/** A custom resource with a handler of ours. */
export class HandledResource extends Construct {
  /** The resource itself: what depends on it need not wait for anything else. */
  readonly resource: CustomResource;

  constructor(scope: Construct, id: string, props: HandledResourceProps) {
    super(scope, id);
    const { file, description, timeout, resourceType, properties, permissions = [] } = props;
    const handler = new HandlerFunction(this, 'Function', { file, description, timeout });
    for (const permission of permissions) handler.addToRolePolicy(permission);
    const provider = new Provider(this, 'Provider', {
      onEventHandler: handler,
      logGroup: new LogGroup(this, 'ProviderLogs', { retention: RetentionDays.ONE_WEEK }),
    });
    this.resource = new CustomResource(this, 'Resource', {
      resourceType,
      serviceToken: provider.serviceToken,
      // CloudFormation would wait an hour for a handler that is long dead.
      serviceTimeout: timeout.plus(Duration.minutes(5)),
      properties: { ...properties },
    });
    acknowledgeFramework(provider, handler);
  }
}
