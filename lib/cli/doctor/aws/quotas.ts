import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  NoSuchResourceException,
  type ServiceQuotasClient,
} from '@aws-sdk/client-service-quotas';
import type { Finding } from '../finding.ts';
import { orUnknown } from './trouble.ts';
import {
  addressesInUse,
  natGatewaysInUse,
  processorsOfType,
  standardProcessorsInUse,
  vpcsInUse,
} from './use.ts';

interface Quota {
  readonly id: string;
  readonly what: string;
  readonly service: 'ec2' | 'vpc';
  readonly code: string;
  inUse(ec2: EC2Client, zone: string): Promise<number>;
  /** What one deployment takes. */
  each(ec2: EC2Client, nodes: Nodes): Promise<number>;
}

interface Nodes {
  readonly instanceType: string;
  readonly nodeCount: number;
}

/** What five scenarios at once can run into; each has one NAT gateway with one address, in the zone of the nodes. */
const quotas: readonly Quota[] = [
  {
    id: 'quota:vcpu',
    what: 'vCPUs of standard on-demand instances',
    service: 'ec2',
    code: 'L-1216C47A',
    inUse: standardProcessorsInUse,
    each: async (ec2, { instanceType, nodeCount }) => nodeCount * (await processorsOfType(ec2, instanceType)),
  },
  {
    id: 'quota:eip',
    what: 'Elastic IP addresses',
    service: 'ec2',
    code: 'L-0263D0A3',
    inUse: addressesInUse,
    each: async () => 1,
  },
  {
    id: 'quota:vpc',
    what: 'VPCs',
    service: 'vpc',
    code: 'L-F678F1CE',
    inUse: vpcsInUse,
    each: async () => 1,
  },
  {
    id: 'quota:nat',
    what: 'NAT gateways in the zone of the nodes',
    service: 'vpc',
    code: 'L-FE5A380F',
    inUse: natGatewaysInUse,
    each: async () => 1,
  },
];

export interface QuotaRequest extends Nodes {
  readonly ec2: EC2Client;
  readonly serviceQuotas: ServiceQuotasClient;
  readonly region: string;
  /** Of the nodes. */
  readonly zone: string;
  /** Deployments at once. */
  readonly atOnce: number;
}

/** For each quota whether what is in use leaves enough. */
export function inspectQuotas(request: QuotaRequest): Promise<Finding[]> {
  return Promise.all(quotas.map((quota) => inspectQuota(quota, request)));
}

function inspectQuota(
  quota: Quota,
  { ec2, serviceQuotas, region, zone, atOnce, ...nodes }: QuotaRequest,
): Promise<Finding> {
  const { id, what } = quota;
  return orUnknown(id, what, async () => {
    const [limit, used, each] = await Promise.all([
      limitOf(serviceQuotas, quota),
      quota.inUse(ec2, zone),
      quota.each(ec2, nodes),
    ]);
    const purpose = `${each * atOnce} ${what} for ${atOnce} at once`;
    const found = `${used} of ${limit} in use`;
    if (used + each * atOnce <= limit) return { id, state: 'ok', purpose, found };
    const fit = Math.max(0, Math.floor((limit - used) / each));
    const ask = `aws service-quotas request-service-quota-increase --region ${region} --service-code ${quota.service} --quota-code ${quota.code} --desired-value ${used + each * atOnce}`;
    const remedy = fit === 0 ? ask : `--parallel ${fit}, or ${ask}`;
    return { id, state: 'blocking', purpose, found, remedy };
  });
}

/** An account that never asked for more has the default, which Service Quotas keeps apart for some. */
async function limitOf(serviceQuotas: ServiceQuotasClient, { service, code }: Quota): Promise<number> {
  const input = { ServiceCode: service, QuotaCode: code };
  const { Quota: quota } = await serviceQuotas
    .send(new GetServiceQuotaCommand(input))
    .catch((error: unknown) => {
      if (!(error instanceof NoSuchResourceException)) throw error;
      return serviceQuotas.send(new GetAWSDefaultServiceQuotaCommand(input));
    });
  if (quota?.Value === undefined) throw new Error(`Service Quotas gives no value of ${code}`);
  return quota.Value;
}
