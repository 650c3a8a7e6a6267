import { isIPv6 } from 'node:net';
import type { JournalRecord } from '../domain/journal.ts';
import type { Told } from './campaign.ts';

/** What tells whose account and which machines were measured. A version of four numbers goes with them. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\barn:aws[\w-]*:[^\s"',;)\]]+/g, '[arn]'],
  [/\bip-\d{1,3}(?:-\d{1,3}){3}(?:\.[\w.-]*(?:internal|amazonaws\.com))?/g, '[address]'],
  [/\b[\w.-]+\.(?:amazonaws\.com(?:\.cn)?|compute\.internal|ec2\.internal)\b/g, '[address]'],
  [/\b(?:i|eni|vpc|subnet|sg|igw|nat|rtb|vol)-[0-9a-f]{8,17}\b/g, '[id]'],
  [/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\d.]\d)/g, '[address]'],
  [/\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/gi, '[address]'],
  [/(?<!\d)\d{12}(?!\d)/g, '[account]'],
];

/** Groups of hexadecimal digits between colons; times of day look like it and are none. */
const colons = /[0-9a-f]*:[0-9a-f:]*:[0-9a-f:.]*/gi;

/** A text without account ids, ARNs, addresses and ids of resources. */
export function redactText(text: string): string {
  const withoutIpv6 = text.replace(colons, (token) => (isIPv6(token) ? '[address]' : token));
  return patterns.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), withoutIpv6);
}

/** What is made of the plan or of a clock, and by which records are found. */
const kept: ReadonlySet<string> = new Set(['type', 'step', 'scenario', 'point', 'at', 'startedAt', 'metric']);

function redactDeep<T>(value: T): T;
function redactDeep(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map((one) => redactDeep(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [redactText(key), kept.has(key) ? one : redactDeep(one)]),
  );
}

/**
 * A run to be shown to others. Its raw outputs, which hold addresses, are not linked.
 * @param told stays as it is
 */
export function redact({ run, records }: Told): Told {
  return {
    run: { ...run, environment: redactDeep(run.environment), tools: redactDeep(run.tools) },
    records: records.map((record): JournalRecord => {
      if (!('raw' in record)) return redactDeep(record);
      const { raw: _, ...rest } = record;
      return redactDeep(rest);
    }),
  };
}
