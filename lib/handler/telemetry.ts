import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Progress } from '../suite/progress.ts';

const serviceName = 'eks-cni-bench';

export const logger = new Logger({ serviceName });
export const metrics = new Metrics({ namespace: serviceName, serviceName });

/** Logs how a run goes, and counts its steps for CloudWatch. */
export function report(event: Progress): void {
  if (event.kind === 'step-finished') {
    const { step, record, done, total } = event;
    const outcomes = [...new Set(record.samples.map(({ outcome }) => outcome))];
    logger.info(event.kind, { step: step.id, outcomes, done, total });
    metrics.addMetric('StepsMeasured', MetricUnit.Count, outcomes.includes('value') ? 1 : 0);
    metrics.addMetric('StepsWithoutValue', MetricUnit.Count, outcomes.includes('value') ? 0 : 1);
  } else if (event.kind === 'step-started') {
    logger.debug(event.kind, { step: event.step.id });
  } else if (event.kind === 'policy-finished') {
    const { case: id, expected, observed, reason } = event.record;
    logger.info(event.kind, { case: id, expected, observed, reason });
  } else {
    const { kind, ...rest } = event;
    logger.info(kind, rest);
  }
}
