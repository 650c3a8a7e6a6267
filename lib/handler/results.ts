import { bucketVariable } from '../domain/benchmark-resources.ts';
import { s3Client } from '../results/aws-clients.ts';
import type { S3Place } from '../results/s3-objects.ts';
import { needed } from './needed.ts';

/** Made once: Lambda keeps a handler for the next call. */
export const s3 = s3Client();

/** The bucket for results. */
export function results(): Omit<S3Place, 'runId'> {
  return { client: s3, bucket: needed(bucketVariable) };
}
