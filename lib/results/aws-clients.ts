import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';

/**
 * A throttled or broken answer (503 SlowDown, 500, a lost connection) is the SDK's to repeat: eight times,
 * ever slower. Every write here may be repeated: it is conditional, or puts what is there already.
 */
const patience = { retryMode: 'adaptive', maxAttempts: 8 } as const;

/**
 * S3 as everything here uses it. Settings that are not given come from the environment and the profile.
 * An endpoint other than AWS's own is asked by path: names of buckets are no hosts there.
 */
export function s3Client(config: S3ClientConfig = {}): S3Client {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_S3 } = process.env;
  const elsewhere = config.endpoint ?? AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL;
  return new S3Client({ ...patience, forcePathStyle: elsewhere !== undefined, ...config });
}

/** SSM with the same patience. */
export function ssmClient(config: SSMClientConfig = {}): SSMClient {
  return new SSMClient({ ...patience, ...config });
}
