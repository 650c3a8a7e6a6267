import type { DeploymentConfig } from '../deployment-config.ts';
import { InputError } from '../input-error.ts';
import { creationHours, deletionHours } from './deployment-hours.ts';
import type { RegionPrices } from './price-table.ts';

/** One line of the bill of a scenario. */
export interface CostLine {
  readonly resource: string;
  /** How much of it: `3 x 2.4 h`. */
  readonly quantity: string;
  readonly usd: number;
  /** True where the quantity depends on how it goes, and nobody has measured it. */
  readonly assumed: boolean;
}

export interface ScenarioCost {
  readonly hours: {
    readonly creation: number;
    readonly measuring: number;
    readonly deletion: number;
    readonly total: number;
  };
  readonly lines: readonly CostLine[];
  readonly usd: number;
}

export interface CostRequest extends Pick<DeploymentConfig, 'instanceType' | 'nodeCount'> {
  readonly prices: RegionPrices;
  /** All stages of one cluster. */
  readonly measuringHours: number;
  readonly extendedSupport: boolean;
}

/** Of each node, as the launch template has it. */
export const volumeGigabytes = 30;
/** 365 days of 24 hours in twelve parts, as AWS bills. */
export const monthHours = 730;

const assumed = {
  /** Images of three nodes; what is measured never passes the NAT gateway. */
  natGigabytes: 5,
  /** All five logs of a control plane; service scaling alone is some 100,000 writes, a few kB of audit each. */
  logGigabytes: 1,
  /** Memory of the functions that deploy and measure, busy all the time. */
  functionGigabytes: 1,
  /** Raw outputs, some thousand objects, kept for a month. */
  resultGigabytes: 0.5,
  resultWrites: 5000,
};

/**
 * What one deployment of a scenario costs, from creation to deletion; everything counts as there all the time.
 * @throws InputError where the table has no price of the instance type
 */
export function costOf({
  prices,
  instanceType,
  nodeCount,
  measuringHours,
  extendedSupport,
}: CostRequest): ScenarioCost {
  const nodeHour = Object.hasOwn(prices.instanceHour, instanceType)
    ? prices.instanceHour[instanceType]
    : undefined;
  if (nodeHour === undefined) {
    const known = Object.keys(prices.instanceHour).join(', ');
    throw new InputError(`--prices: has ${known} in this region, not ${instanceType}`);
  }
  const total = creationHours + measuringHours + deletionHours;
  const wholeHours = Math.ceil(total);
  const hours = (count: number) => `${count > 1 ? `${count} x ` : ''}${total.toFixed(1)} h`;
  const known = (resource: string, quantity: string, usd: number): CostLine => ({
    resource,
    quantity,
    usd,
    assumed: false,
  });
  const guessed = (resource: string, quantity: string, usd: number): CostLine => ({
    ...known(resource, quantity, usd),
    assumed: true,
  });
  const lines = [
    known('EKS control plane', hours(1), total * prices.eksHour),
    ...(extendedSupport
      ? [known('EKS extended support', hours(1), total * prices.eksExtendedSupportHour)]
      : []),
    known(`nodes, ${instanceType} on demand`, hours(nodeCount), nodeCount * total * nodeHour),
    known(
      'volumes, gp3',
      `${nodeCount} x ${volumeGigabytes} GB`,
      (nodeCount * volumeGigabytes * total * prices.gp3GigabyteMonth) / monthHours,
    ),
    // Each begun hour is billed whole.
    known('NAT gateway', `${wholeHours} h`, wholeHours * prices.natGatewayHour),
    known('public IPv4 address', hours(1), total * prices.publicIpv4Hour),
    guessed(
      'NAT gateway, data',
      `${assumed.natGigabytes} GB`,
      assumed.natGigabytes * prices.natGatewayGigabyte,
    ),
    guessed('CloudWatch Logs', `${assumed.logGigabytes} GB`, assumed.logGigabytes * prices.logsGigabyte),
    guessed(
      'Lambda',
      `${assumed.functionGigabytes} GB x ${total.toFixed(1)} h`,
      assumed.functionGigabytes * total * 3600 * prices.lambdaGigabyteSecond,
    ),
    guessed(
      'S3, a month',
      `${assumed.resultGigabytes} GB, ${assumed.resultWrites} writes`,
      assumed.resultGigabytes * prices.s3GigabyteMonth +
        (assumed.resultWrites / 1000) * prices.s3ThousandWrites,
    ),
  ];
  return {
    hours: { creation: creationHours, measuring: measuringHours, deletion: deletionHours, total },
    lines,
    usd: lines.reduce((sum, line) => sum + line.usd, 0),
  };
}
