import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledge, acknowledgeFramework, acknowledgeLogging, finding } from './acknowledge.ts';

export interface WaitedProviderProps {
  readonly onEvent: IFunction;
  readonly isComplete: IFunction;
  /** How long a resource may take; an hour at most. */
  readonly limit: Duration;
}

/** Custom resources that take longer than a function may run: their handler is asked again and again. */
export class WaitedProvider extends Construct {
  readonly #provider: Provider;
  readonly #limit: Duration;

  constructor(scope: Construct, id: string, { onEvent, isComplete, limit }: WaitedProviderProps) {
    super(scope, id);
    this.#limit = limit;
    this.#provider = new Provider(this, 'Provider', {
      onEventHandler: onEvent,
      isCompleteHandler: isComplete,
      queryInterval: Duration.seconds(30),
      totalTimeout: limit,
      logGroup: new LogGroup(this, 'ProviderLogs', { retention: RetentionDays.ONE_WEEK }),
      // What it would log, the functions log that it calls; and it would need more rights.
      disableWaiterStateMachineLogging: true,
    });
    acknowledgeLogging(this.#provider);
    for (const handler of [onEvent, isComplete]) acknowledgeFramework(this.#provider, handler);
    const waiter = this.#provider.node.findChild('waiter-state-machine');
    acknowledge(
      waiter,
      "CDK's waiter: every step of it is a call of a function that logs",
      finding.rule('SF1'),
      finding.rule('SF2'),
    );
    for (const name of ['framework-isComplete', 'framework-onTimeout'])
      acknowledgeFramework(waiter, this.#provider.node.findChild(name));
  }

  resource(scope: Construct, id: string, type: string, properties: Readonly<Record<string, unknown>>) {
    return new CustomResource(scope, id, {
      resourceType: type,
      serviceToken: this.#provider.serviceToken,
      serviceTimeout: this.#limit,
      properties: { ...properties },
    });
  }
}
