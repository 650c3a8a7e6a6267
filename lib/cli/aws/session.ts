import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { resultsBucketParameter } from '../../domain/aws-names.ts';
import { InputError } from '../../domain/input-error.ts';
import { s3Client, ssmClient } from '../../results/aws-clients.ts';
import type { S3Bucket } from '../../results/s3-objects.ts';
import type { ResultsOptions } from './results-options.ts';
import { awsTrouble } from './trouble.ts';

/** What a command does on AWS. */
export interface AwsSession {
  readonly ssm: SSMClient;
  /** The bucket of the results: the one that was named, else that of the stack `Results`. */
  bucket(): Promise<S3Bucket>;
  /** Another bucket, such as the one that the index names. */
  bucketNamed(name: string): S3Bucket;
}

/**
 * Does something on AWS.
 * @throws InputError in one line for everything that AWS refuses
 */
export async function onAws<T>(
  options: ResultsOptions,
  work: (session: AwsSession) => Promise<T>,
): Promise<T> {
  const config = options.region === undefined ? {} : { region: options.region };
  const [client, ssm] = [s3Client(config), ssmClient(config)];
  let asked = options.bucket;
  const bucketNamed = (name: string): S3Bucket => {
    asked = name;
    return { client, bucket: name };
  };
  try {
    return await work({
      ssm,
      bucketNamed,
      bucket: async () => bucketNamed(options.bucket ?? (await publishedBucket(ssm))),
    });
  } catch (error) {
    throw awsTrouble(error, asked) ?? error;
  } finally {
    client.destroy();
    ssm.destroy();
  }
}

async function publishedBucket(ssm: SSMClient): Promise<string> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: resultsBucketParameter }));
    if (Parameter?.Value) return Parameter.Value;
  } catch (error) {
    if (!(error instanceof ParameterNotFound)) throw error;
  }
  const region = await ssm.config.region();
  throw new InputError(
    `--bucket: must be given: SSM in ${region} has no ${resultsBucketParameter}; is Results deployed there?`,
  );
}
