import type { CdkCustomResourceEvent, CdkCustomResourceResponse } from 'aws-lambda';

/** Lambda entry: `Hours` from now, as the custom resource's attribute `DeleteAfter`. */
export async function handler(event: CdkCustomResourceEvent): Promise<CdkCustomResourceResponse> {
  return answer(event, new Date());
}

/**
 * @param now when the stack is created or its time to live is changed
 * @throws Error when `Hours` is no number of hours, which fails the deployment
 */
export function answer(event: CdkCustomResourceEvent, now: Date): CdkCustomResourceResponse {
  if (event.RequestType === 'Delete') return { PhysicalResourceId: event.PhysicalResourceId };
  const hours = Number(event.ResourceProperties.Hours);
  if (!Number.isFinite(hours) || hours <= 0)
    throw new Error(`Hours must be a positive number, got ${JSON.stringify(event.ResourceProperties.Hours)}`);
  // The id never changes: a new one would have CloudFormation delete the old resource afterwards.
  return {
    PhysicalResourceId: 'deadline',
    Data: { DeleteAfter: isoSeconds(now.getTime() + hours * 3_600_000) },
  };
}

/** `2026-11-23T18:00:00Z`; schedules take no milliseconds. */
function isoSeconds(timeMillis: number): string {
  return new Date(timeMillis).toISOString().replace(/\.\d+Z$/, 'Z');
}
