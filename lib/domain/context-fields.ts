import { z } from 'zod';

/**
 * Building blocks for values that come as JSON from cdk.json or as text from `-c key=value`. Each takes both;
 * an empty text is refused like any other wrong value.
 */

const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() : value);

/** `true`, `false`. */
export const flag = () =>
  z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean());

export const wholeNumber = (least: number, most: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value),
    z.int().min(least).max(most),
  );

/** `a,b` or `["a", "b"]`; no entry twice. */
export const list = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item).refine((items) => new Set(items).size === items.length),
  );

/** `name=value,name=value` or a JSON object. */
export const pairs = <T extends z.ZodType>(record: T) => z.preprocess(pairsOf, record);

function pairsOf(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const entries = value.split(',').map((part): [string, string] => {
    const [name = '', ...rest] = part.split('=');
    return [name.trim(), rest.join('=').trim()];
  });
  const twice = new Set(entries.map(([name]) => name)).size !== entries.length;
  return twice ? value : Object.fromEntries(entries);
}

export const text = (pattern: RegExp) => z.preprocess(trimmed, z.string().regex(pattern));

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(trimmed, z.enum(values));
