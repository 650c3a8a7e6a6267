import type { PriceTable } from './price-table.ts';

/** What is priced alike in the regions below; Lambda: x86, first tier. */
const everywhere = {
  eksHour: 0.1,
  eksExtendedSupportHour: 0.5,
  publicIpv4Hour: 0.005,
  lambdaGigabyteSecond: 0.0000166667,
};

const eks =
  'EKS: AWS containers blog, "Amazon EKS extended support for Kubernetes versions pricing": 0.10, and 0.60 in extended support';
const pages = (what: string) => `${what}: AWS's pricing pages as known before, not read again on the date`;

/**
 * Prices without taxes, discounts and free tiers. A region is here only where every figure has a source; a file
 * for `--prices` adds others, or corrects these.
 */
export const prices: PriceTable = {
  currency: 'USD',
  readOn: '2026-11-26',
  regions: {
    'us-east-1': {
      ...everywhere,
      sources: [
        "EC2: price list, as in Karpenter 1.14.1's zz_generated.pricing_aws.go of 2026-07-20",
        'NAT gateway: price list, effective 2025-10-01, SKU M2YSHUBETB3JX4M4',
        'CloudWatch Logs: a published table of June 2026',
        eks,
        pages('gp3, public IPv4, S3, Lambda'),
      ],
      instanceHour: { 'm6i.xlarge': 0.192 },
      natGatewayHour: 0.045,
      natGatewayGigabyte: 0.045,
      gp3GigabyteMonth: 0.08,
      s3GigabyteMonth: 0.023,
      s3ThousandWrites: 0.005,
      logsGigabyte: 0.5,
    },
    'ap-northeast-2': {
      ...everywhere,
      sources: [
        'EC2: answers of the price list API, as published with a benchmark of 54 instance types',
        'EKS and its extended support, NAT gateway, public IPv4, gp3: a published bill, amount by quantity of the usage types APN2-...',
        'CloudWatch Logs, S3: price list, usage types APN2-DataProcessing-Bytes, APN2-Requests-Tier1',
        pages('Lambda'),
      ],
      instanceHour: { 'm6i.xlarge': 0.236 },
      natGatewayHour: 0.059,
      natGatewayGigabyte: 0.059,
      gp3GigabyteMonth: 0.0912,
      s3GigabyteMonth: 0.025,
      s3ThousandWrites: 0.0045,
      logsGigabyte: 0.76,
    },
    'eu-central-1': {
      ...everywhere,
      sources: [
        'gp3, public IPv4: price list of 2026-08-26, usage types EUC1-EBS:VolumeUsage.gp3, EUC1-PublicIPv4:InUseAddress',
        'EC2: two published tables of 2026 that agree',
        'CloudWatch Logs, S3 storage: usage types EUC1-DataProcessing-Bytes, EUC1-TimedStorage-ByteHrs',
        eks,
        pages('NAT gateway, S3 writes, Lambda'),
      ],
      instanceHour: { 'm6i.xlarge': 0.23 },
      natGatewayHour: 0.052,
      natGatewayGigabyte: 0.052,
      gp3GigabyteMonth: 0.0952,
      s3GigabyteMonth: 0.0245,
      s3ThousandWrites: 0.0054,
      logsGigabyte: 0.63,
    },
  },
};
