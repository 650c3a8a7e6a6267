import { EC2Client } from '@aws-sdk/client-ec2';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SSMClient } from '@aws-sdk/client-ssm';
import { STSClient } from '@aws-sdk/client-sts';
import type { DeploymentConfig } from '../../domain/deployment-config.ts';
import { inspectIdentity } from './aws/identity.ts';
import { inspectOffering } from './aws/offering.ts';
import { inspectBootstrap, inspectResults } from './aws/parameters.ts';
import { inspectQuotas } from './aws/quotas.ts';
import { inspectVersions } from './aws/versions.ts';
import type { Finding } from './finding.ts';

export interface AwsInspection {
  readonly config: DeploymentConfig;
  /** Deployments at once. */
  readonly atOnce: number;
  /** How long the campaign takes. */
  readonly hours: number;
  readonly now: Date;
}

/**
 * What a campaign needs of an AWS account. It only reads; credentials, profile and AWS_ENDPOINT_URL are the
 * SDK's own.
 */
export async function inspectAws({ config, atOnce, hours, now }: AwsInspection): Promise<Finding[]> {
  const { region, instanceType, nodeCount, versions } = config;
  const [zone] = config.availabilityZones;
  const options = { region, maxAttempts: 2 };
  const supported = inspectVersions(versions, now.toISOString().slice(0, 10));
  const sts = new STSClient(options);
  const { account, findings } = await inspectIdentity(sts, hours, now);
  sts.destroy();
  if (account === undefined) return [...findings, ...supported];
  const ec2 = new EC2Client(options);
  const ssm = new SSMClient(options);
  const serviceQuotas = new ServiceQuotasClient(options);
  try {
    const [bootstrap, results, quotas, offering] = await Promise.all([
      inspectBootstrap(ssm, account, region),
      inspectResults(ssm),
      inspectQuotas({ ec2, serviceQuotas, region, zone, atOnce, instanceType, nodeCount }),
      inspectOffering(ec2, instanceType, zone),
    ]);
    return [...findings, bootstrap, results, ...quotas, offering, ...supported];
  } finally {
    for (const client of [ec2, ssm, serviceQuotas]) client.destroy();
  }
}
