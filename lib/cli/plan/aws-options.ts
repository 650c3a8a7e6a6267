import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { type PriceTable, parsePriceTable } from '../../domain/cost/price-table.ts';
import { prices } from '../../domain/cost/prices.ts';
import { InputError } from '../../domain/input-error.ts';
import { wholeNumber } from '../options.ts';

/** What a plan on AWS may be told of its cost. */
export interface CostOptions {
  readonly replicates: number;
  readonly prices?: string;
  readonly on?: string;
}

const mostReplicates = 10;

/** New for each command: commander keeps state in them. */
export function costOptions(): Option[] {
  return [
    new Option('--replicates <number>', 'with aws: deployments of each scenario')
      .argParser(wholeNumber('--replicates', 1, mostReplicates))
      .default(1),
    new Option('--prices <file>', 'with aws: a price table of your own, as schemas/prices.schema.json says'),
    new Option('--on <date>', 'with aws: the day of the deployment, for the end of support').argParser(
      isoDate,
    ),
  ];
}

/** `2026-11-26`, UTC. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/**
 * @param file undefined for the table that comes with the program
 * @throws InputError
 */
export async function readPrices(cwd: string, file: string | undefined): Promise<PriceTable> {
  if (file === undefined) return prices;
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`--prices: cannot read ${file}: ${error.code ?? error.message}`);
  });
  return parsePriceTable(text, file);
}

function isoDate(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  // February 30 would be read as March 2.
  if (time && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)) return text;
  throw new InputError(`--on: must be a date such as 2026-11-26, got "${text}"`);
}
