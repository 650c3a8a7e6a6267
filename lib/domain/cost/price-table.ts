import { z } from 'zod';
import { InputError } from '../input-error.ts';

/** USD per unit; a price is published with up to ten decimals. */
const usd = z.number().nonnegative();
const date = z.iso.date();

const regionPricesSchema = z.strictObject({
  /** Where the figures are from, and what each was read in. */
  sources: z.array(z.string().min(1)).min(1),
  /** One control plane in standard support. */
  eksHour: usd,
  /** On top of `eksHour` while the version is in extended support. */
  eksExtendedSupportHour: usd,
  /** By instance type: Linux, on demand, shared tenancy. */
  instanceHour: z.record(z.string(), usd),
  natGatewayHour: usd,
  natGatewayGigabyte: usd,
  /** In use, as that of the NAT gateway is. */
  publicIpv4Hour: usd,
  gp3GigabyteMonth: usd,
  s3GigabyteMonth: usd,
  s3ThousandWrites: usd,
  /** Taken in by CloudWatch Logs. */
  logsGigabyte: usd,
  lambdaGigabyteSecond: usd,
});
export type RegionPrices = z.infer<typeof regionPricesSchema>;

/** What things cost on AWS, by region. A file for `--prices` has this form. */
export const priceTableSchema = z.strictObject({
  currency: z.literal('USD'),
  /** When the figures were read. */
  readOn: date,
  regions: z.record(z.string(), regionPricesSchema),
});
export type PriceTable = z.infer<typeof priceTableSchema>;

/**
 * Reads a price table that somebody wrote.
 * @param text JSON
 * @param name of the file, for the message
 * @throws InputError with the path of the first thing that is wrong
 */
export function parsePriceTable(text: string, name: string): PriceTable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new InputError(`--prices: ${name} is not JSON`);
  }
  const parsed = priceTableSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.');
  throw new InputError(
    `--prices: ${name}${path ? `: ${path}` : ''}: ${issue?.message ?? 'not a price table'}`,
  );
}

/** @throws InputError that names the regions there are, and how to add one */
export function pricesOf(table: PriceTable, region: string): RegionPrices {
  const prices = Object.hasOwn(table.regions, region) ? table.regions[region] : undefined;
  if (prices) return prices;
  const known = Object.keys(table.regions).join(', ');
  throw new InputError(`--region: there are prices of ${known}, not ${region}; --prices FILE adds others`);
}
