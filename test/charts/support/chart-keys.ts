import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ValuesTree } from '../../../charts/values/value.ts';

/** Everything by which a chart shows that it knows a key. Helm itself takes any. */
export interface ChartKeys {
  readonly defaults: unknown;
  readonly schema: unknown;
  /** Paths that templates read, such as `bpf.masquerade`. */
  readonly read: ReadonlySet<string>;
}

export function chartKeys(chart: string): ChartKeys {
  const templates = readdirSync(join(chart, 'templates'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:yaml|tpl|txt)$/.test(file))
    .map((file) => readFileSync(join(chart, 'templates', file), 'utf8'))
    .join('\n');
  return {
    defaults: parse(readFileSync(join(chart, 'values.yaml'), 'utf8')),
    schema: JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')),
    read: new Set([...templates.matchAll(/\.Values\.([A-Za-z0-9_.]+)/g)].map(([, path]) => path ?? '')),
  };
}

/** The keys of a values file that the chart neither declares nor reads, so that they do nothing. */
export function unknownKeys(keys: ChartKeys, values: ValuesTree): string[] {
  return leaves(values)
    .filter((path) => !isKnown(keys, path))
    .map((path) => path.join('.'));
}

/** What the chart has as default for a key; undefined where it declares none. */
export function defaultOf({ defaults }: ChartKeys, key: string): unknown {
  return key.split('.').reduce<unknown>((branch, name) => child(branch, name), defaults);
}

function isKnown({ defaults, schema, read }: ChartKeys, path: readonly string[]): boolean {
  return read.has(path.join('.')) || declares(defaults, path) || schemaDeclares(schema, path);
}

/** A default of `{}` is a map for the user to fill, such as extraConfig. */
function declares(tree: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (!isMap(tree)) return false;
  if (Object.keys(tree).length === 0) return true;
  return Object.hasOwn(tree, name) && declares(tree[name], rest);
}

function schemaDeclares(schema: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  const properties = child(schema, 'properties');
  return isMap(properties) && Object.hasOwn(properties, name) && schemaDeclares(properties[name], rest);
}

function leaves(tree: object, path: readonly string[] = []): string[][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    isMap(value) ? leaves(value, [...path, name]) : [[...path, name]],
  );
}

function child(tree: unknown, name: string): unknown {
  return isMap(tree) ? tree[name] : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
