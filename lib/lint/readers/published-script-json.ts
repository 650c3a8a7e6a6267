import { z } from 'zod';
import type { Claim } from '../claim.ts';

/** A number, perhaps in quotes as the second script writes some; or a word such as N/A for a failure. */
const valueSchema = z.union([z.number(), z.string()]).nullish();
export type Value = z.infer<typeof valueSchema>;

const levelSchema = z.looseObject({ actual_qps: valueSchema, p50_ms: valueSchema, p99_ms: valueSchema });
/** By load: `qps_1000`, `qps_5000`, `qps_max`. */
const httpSchema = z.record(z.string(), levelSchema);

export const reportSchema = z.looseObject({
  scenario: z.string(),
  network: z.object({
    tcp_throughput_gbps: valueSchema,
    udp_throughput_gbps: valueSchema,
    udp_loss_percent: valueSchema,
    mean_rtt_us: valueSchema,
  }),
  http: httpSchema.optional(),
  http_httpbin: httpSchema.optional(),
  http_conduit: httpSchema.optional(),
  dns: z.object({ p50_ms: valueSchema, p99_ms: valueSchema }).optional(),
});
export type Report = z.infer<typeof reportSchema>;

/** The number that stands there, if one does. */
export function numeric(value: Value): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** A word without quotes where a value belongs, such as N/A. */
const bareWord = /(:\s*)(?!true|false|null)[A-Za-z][^\s,}"]*/g;

/** Each of them, as a claim. */
export function bareWords(text: string): Claim[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(bareWord)].map(
        (): Claim => ({ at: `line ${index + 1}`, kind: 'text for a number', text: line.trim() }),
      ),
    );
}

/** The same with nothing in those places; undefined when it is not JSON then either. */
export function repaired(text: string): unknown {
  try {
    return JSON.parse(text.replaceAll(bareWord, '$1null'));
  } catch {
    return undefined;
  }
}
