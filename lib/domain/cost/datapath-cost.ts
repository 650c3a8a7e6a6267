import type { MetricId } from '../metric.ts';
import type { Params } from '../point.ts';
import type { Run } from '../run.ts';
import { monthHours } from './deployment-cost.ts';
import { prices } from './prices.ts';

/**
 * The load that a month is priced at, all day: what the paced probes run at, so that nothing is extrapolated. Another
 * load costs in proportion as long as processors are to spare.
 */
export const referenceLoad = { gigabitsPerSecond: 1, connectionsPerSecond: 1000 } as const;

/** What makes a metric a number of vCPUs or GiB that are held. */
export interface CostItem {
  readonly id: string;
  readonly metric: MetricId;
  readonly probe: 'tcp-paced' | 'connect-paced' | 'idle';
  readonly params: Params;
  readonly of: 'vcpu' | 'gibibyte';
  /** Of them for one of the metric's unit. */
  readonly factor: number;
}

const idle = { probe: 'idle', params: {} } as const;
const percent = { of: 'vcpu', factor: 1 / 100 } as const;
const bytes = { of: 'gibibyte', factor: 2 ** -30 } as const;

/** Each for itself: processor time of whole nodes has that of their agents in it, and they must not be added. */
export const costItems = [
  {
    id: 'traffic',
    metric: 'cost.cpu-seconds-per-gbit',
    probe: 'tcp-paced',
    params: { via: 'pod' },
    of: 'vcpu',
    factor: referenceLoad.gigabitsPerSecond,
  },
  {
    id: 'connections',
    metric: 'cost.cpu-seconds-per-10k-connections',
    probe: 'connect-paced',
    params: { via: 'service' },
    of: 'vcpu',
    factor: referenceLoad.connectionsPerSecond / 10_000,
  },
  { id: 'idle-nodes', metric: 'idle.cpu', ...idle, ...percent },
  { id: 'idle-agents', metric: 'idle.cni-cpu', ...idle, ...percent },
  { id: 'idle-kube-proxy', metric: 'idle.kube-proxy-cpu', ...idle, ...percent },
  { id: 'idle-memory', metric: 'idle.cni-memory', ...idle, ...bytes },
  { id: 'loaded-memory', metric: 'cost.cni-memory', probe: 'tcp-paced', params: { via: 'pod' }, ...bytes },
  { id: 'kube-proxy-memory', metric: 'idle.kube-proxy-memory', ...idle, ...bytes },
] as const satisfies readonly CostItem[];
export type CostItemId = (typeof costItems)[number]['id'];

/** What a month of a part of an instance costs, USD, and by what prices. */
export interface SharePrices {
  readonly region: string;
  readonly instanceType: string;
  /** When the price was read, and in what. */
  readonly readOn: string;
  readonly sources: readonly string[];
  readonly instanceHour: number;
  readonly month: Readonly<Record<CostItem['of'], number>>;
}

/**
 * A vCPU counts for nine GiB of memory, as in AWS's own split of an instance's price between pods:
 * https://docs.aws.amazon.com/cur/latest/userguide/example-split-cost-allocation-data.html
 */
const gibibytesPerVcpu = 9;

/** What the instance types of the price table have. */
const sizes: Readonly<Record<string, { readonly vcpus: number; readonly gibibytes: number }>> = {
  'm6i.xlarge': { vcpus: 4, gibibytes: 16 },
};
/** Those of a deployment that says nothing else. */
const usual = { region: 'ap-northeast-2', instanceType: 'm6i.xlarge' } as const;

/** At the prices of the plan on AWS, on demand: in the run's own region where it has one, else in the default one. */
export function sharePricesFor({ environment }: Pick<Run, 'environment'>): SharePrices {
  const zone = String(environment.zone ?? '');
  const [own, type] = [zone.slice(0, -1), String(environment['instance type'] ?? '')];
  const region = Object.hasOwn(prices.regions, own) ? own : usual.region;
  const hours = prices.regions[region]?.instanceHour ?? {};
  const sources = prices.regions[region]?.sources.filter((one) => one.startsWith('EC2')) ?? [];
  const instanceType = Object.hasOwn(hours, type) && Object.hasOwn(sizes, type) ? type : usual.instanceType;
  const [instanceHour, size] = [hours[instanceType], sizes[instanceType]];
  if (instanceHour === undefined || !size) throw new Error(`no price of ${instanceType} in ${region}`);
  const gibibyte = (instanceHour * monthHours) / (size.vcpus * gibibytesPerVcpu + size.gibibytes);
  const month = { vcpu: gibibytesPerVcpu * gibibyte, gibibyte };
  return { region, instanceType, readOn: prices.readOn, sources, instanceHour, month };
}

/** USD a month for a value of the item's metric. */
export function usdPerMonth({ of, factor }: CostItem, value: number, { month }: SharePrices): number {
  return value * factor * month[of];
}
