import type { CdkCustomResourceEvent, CdkCustomResourceResponse } from 'aws-lambda';

/**
 * Lambda entry, for every resource of the benchmark: does nothing but note the time, from which the hour of the
 * resource is counted. The work is that of `isComplete`, which may be called often. The id never changes, since
 * CloudFormation would delete what had the old one.
 */
export async function handler(event: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> {
  return {
    PhysicalResourceId: event.RequestType === 'Create' ? event.LogicalResourceId : event.PhysicalResourceId,
    StartedAt: new Date().toISOString(),
  };
}
