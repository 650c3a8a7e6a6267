import { Stack, Validations } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/** Findings of cdk-nag's AwsSolutions pack, under the names by which they are acknowledged. */
export const finding = {
  managedPolicy: (name: string) =>
    `AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
  wildcard: (resource: string) => `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`,
  /** Any resource of a kind in this account and region, as `formatArn` writes it for `*`. */
  anyOf: (scope: IConstruct, resource: string) =>
    finding.wildcard(`arn:aws:ec2:${Stack.of(scope).region}:<AWS::AccountId>:${resource}/*`),
  rule: (name: string) => `AwsSolutions::AwsSolutions-${name}`,
};

/** What AWS recommends for every function: to write its log. */
const logsOnly = finding.managedPolicy('service-role/AWSLambdaBasicExecutionRole');

/** Says why a finding on a construct or below it is meant to be so. */
export function acknowledge(construct: IConstruct, reason: string, ...ids: readonly string[]): void {
  Validations.of(construct).acknowledge(...ids.map((id) => ({ id, reason })));
}

export function acknowledgeLogging(construct: IConstruct): void {
  acknowledge(construct, "AWS's policy for functions: it writes logs and does nothing else", logsOnly);
}

/** CDK's framework may call every version of the handler that it stands before. */
export function acknowledgeFramework(provider: IConstruct, handler: IConstruct): void {
  acknowledgeLogging(provider);
  acknowledge(
    provider,
    "CDK's provider framework calls this one handler, in any of its versions",
    finding.wildcard(`<${logicalIdOf(handler)}.Arn>:*`),
  );
}

function logicalIdOf(handler: IConstruct): string {
  const resource = handler.node.defaultChild;
  if (!(resource instanceof CfnFunction)) throw new Error(`${handler.node.path} is no Lambda function`);
  return String(Stack.of(handler).resolve(resource.logicalId));
}
