import { Stack } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { clusterNameOf, deploymentParameter } from '../domain/aws-names.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import type { Scenario } from '../domain/scenario.ts';

/**
 * What is deployed, for whoever fetches results or watches: an SSM parameter that goes with the stack. It
 * names the bucket for results, so without the Results stack a scenario fails here, in its first seconds.
 */
export function deploymentRecord(
  scope: Construct,
  id: string,
  record: { scenario: Scenario; config: DeploymentConfig; resultsBucketName: string },
): StringParameter {
  const { scenario, config, resultsBucketName } = record;
  return new StringParameter(scope, id, {
    parameterName: deploymentParameter(scenario),
    description: `What is deployed for scenario ${scenario.name} of eks-cni-bench`,
    stringValue: Stack.of(scope).toJsonString({
      scenario: scenario.name,
      cluster: clusterNameOf(scenario),
      resultsBucket: resultsBucketName,
      eks: config.versions.eks,
      ...(scenario.cni === 'cilium' && { cilium: config.versions.cilium }),
      instanceType: config.instanceType,
      nodeCount: config.nodeCount,
      availabilityZone: config.availabilityZones[0],
      placementGroup: config.placementGroup,
    }),
  });
}
