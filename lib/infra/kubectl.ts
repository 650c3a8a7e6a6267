import { KubectlV31Layer } from '@aws-cdk/lambda-layer-kubectl-v31';
import { KubectlV35Layer } from '@aws-cdk/lambda-layer-kubectl-v35';
import { CfnCondition, Stack } from 'aws-cdk-lib';
import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import { type ICluster, KubectlProvider } from 'aws-cdk-lib/aws-eks-v2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import type { KubectlLayer } from '../domain/versions.ts';
import { acknowledge, acknowledgeFramework, finding } from './acknowledge.ts';

const layers = { 31: KubectlV31Layer, 35: KubectlV35Layer } as const satisfies Record<KubectlLayer, unknown>;

export interface KubectlProps {
  readonly cluster: ICluster;
  readonly layer: KubectlLayer;
  /** Where the functions run; nowhere in particular when empty, that is, outside of the VPC. */
  readonly subnets: readonly ISubnet[];
}

/** The functions that run kubectl and helm against a cluster, with the versions that fit it. */
export class Kubectl extends Construct {
  readonly provider: KubectlProvider;
  readonly role: IRole;

  constructor(scope: Construct, id: string, { cluster, layer, subnets }: KubectlProps) {
    super(scope, id);
    this.provider = new KubectlProvider(this, 'Provider', {
      cluster,
      kubectlLayer: new layers[layer](this, 'Layer'),
      ...(subnets.length > 0 && { privateSubnets: [...subnets] }),
    });
    if (this.provider.role === undefined) throw new Error('the kubectl provider has no role');
    this.role = this.provider.role;
    this.acknowledgeFindings(subnets.length > 0);
  }

  private acknowledgeFindings(inVpc: boolean): void {
    const handler = this.provider.node.findChild('Handler');
    acknowledgeFramework(this.provider, handler);
    acknowledge(handler, 'CDK chooses the runtime of its own handler', finding.rule('L1'));
    const policies = ['AmazonEC2ContainerRegistryReadOnly'];
    if (inVpc) policies.push('service-role/AWSLambdaVPCAccessExecutionRole');
    acknowledge(
      this.provider,
      'CDK gives its handler these to pull charts and to run in a VPC',
      ...policies.map(finding.managedPolicy),
      ecrPublicPolicy(handler),
    );
  }
}

/** The policy that CDK attaches where the partition has ECR Public, as cdk-nag writes it. */
function ecrPublicPolicy(handler: IConstruct): string {
  const condition = handler.node.findChild('HasEcrPublic');
  if (!(condition instanceof CfnCondition)) throw new Error('CDK names its condition differently now');
  const arn = [
    'arn:',
    { Ref: 'AWS::Partition' },
    ':iam::aws:policy/AmazonElasticContainerRegistryPublicReadOnly',
  ];
  const choice = {
    'Fn::If': [
      Stack.of(handler).resolve(condition.logicalId),
      { 'Fn::Join': ['', arn] },
      { Ref: 'AWS::NoValue' },
    ],
  };
  return `AwsSolutions::AwsSolutions-IAM4[Policy::${JSON.stringify(choice)}]`;
}
