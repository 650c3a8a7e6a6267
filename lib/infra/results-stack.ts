import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { resultsBucketParameter } from '../domain/aws-names.ts';
import { acknowledge, finding } from './acknowledge.ts';

/** Keeps what was measured: it outlives every scenario, and deleting it takes two deliberate steps. */
export class ResultsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    const bucket = new Bucket(this, 'Bucket', {
      versioned: true,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          id: 'Economise',
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(90),
          transitions: [
            { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) },
          ],
        },
      ],
    });
    // Scenarios read the name from here when they are deployed: an export would tie the stacks together.
    new StringParameter(this, 'BucketName', {
      parameterName: resultsBucketParameter,
      description: 'Bucket that keeps the results of eks-cni-bench',
      stringValue: bucket.bucketName,
    });
    acknowledge(
      bucket,
      'Access logs need a second bucket that would have to be kept too; CloudTrail records who changes this one',
      finding.rule('S1'),
    );
  }
}
