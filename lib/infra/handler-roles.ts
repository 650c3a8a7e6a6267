import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { latestParameter } from '../domain/aws-names.ts';
import type { Scenario } from '../domain/scenario.ts';
import { acknowledge, acknowledgeLogging, finding } from './acknowledge.ts';

/** A function's role that may write its log and read and write runs. */
export function runsRole(scope: Construct, id: string, bucketName: string): Role {
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
  });
  const stack = Stack.of(scope);
  const bucket = stack.formatArn({ service: 's3', region: '', account: '', resource: bucketName });
  role.addToPolicy(
    new PolicyStatement({ actions: ['s3:GetObject', 's3:PutObject'], resources: [`${bucket}/runs/*`] }),
  );
  // Without it S3 answers 403 instead of 404 for what is not there yet.
  role.addToPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucket] }));
  acknowledgeLogging(role);
  acknowledge(
    role,
    'Its run is named by a digest that is not known before it is begun',
    finding.wildcard(`arn:aws:s3:::<${refOf(role, bucketName)}>/runs/*`),
  );
  return role;
}

/** Besides, it may say which run is the latest of its scenario. */
export function publishingRole(scope: Construct, id: string, bucketName: string, scenario: Scenario): Role {
  const role = runsRole(scope, id, bucketName);
  const parameter = Stack.of(scope).formatArn({
    service: 'ssm',
    resource: 'parameter',
    resourceName: latestParameter(scenario).slice(1),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ['ssm:GetParameter', 'ssm:PutParameter'], resources: [parameter] }),
  );
  return role;
}

/** The logical id behind a reference, as cdk-nag writes it. */
function refOf(scope: Construct, token: string): string {
  const { Ref } = Stack.of(scope).resolve(token);
  return Ref;
}
