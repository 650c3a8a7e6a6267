import {
  GetParameterCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { latestParameter } from '../domain/aws-names.ts';
import { parseScenario } from '../domain/scenario.ts';
import { type IndexRecord, indexRecordSchema, indexText } from './index-record.ts';
import { checked, parseJson } from './parse-run.ts';

/** How often an older run may overwrite this one before it is given up. */
const mostTries = 5;

/** Whether this run is now the newest of its scenario, or which one is. */
export type Indexed = { readonly written: true } | { readonly written: false; readonly newer: IndexRecord };

/**
 * The newest finished run of a scenario.
 * @returns undefined where there is none
 * @throws InputError when the parameter is not one of this program
 */
export async function readLatest(client: SSMClient, scenario: string): Promise<IndexRecord | undefined> {
  const name = latestParameter(parseScenario(scenario));
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name }));
    return checked(indexRecordSchema, parseJson(Parameter?.Value ?? '', name), name);
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}

/**
 * Makes a run the newest of its scenario unless a newer one is there. SSM knows no conditional overwrite:
 * after each put it is read again, and put again where an older run came between. An older run whose put
 * comes after this last look still wins, until the next run is finished; the runs themselves in S3 are not
 * touched by that.
 */
export async function writeLatest(client: SSMClient, record: IndexRecord): Promise<Indexed> {
  const name = latestParameter(parseScenario(record.scenario));
  for (let tries = 0; tries <= mostTries; tries += 1) {
    const there = await readLatest(client, record.scenario);
    if (there && !isNewer(record, there))
      return there.run === record.run ? { written: true } : { written: false, newer: there };
    await put(client, name, indexText(record), there !== undefined);
  }
  throw new Error(`${name}: others kept writing it`);
}

async function put(client: SSMClient, name: string, value: string, overwrite: boolean): Promise<void> {
  const parameter = { Name: name, Value: value, Type: 'String', Tier: 'Standard' } as const;
  try {
    await client.send(new PutParameterCommand({ ...parameter, Overwrite: overwrite }));
  } catch (error) {
    // Made by another since it was looked for: what it says is read next.
    if (!(error instanceof ParameterAlreadyExists)) throw error;
  }
}

/** By when they were finished; of one moment the ids decide, so that every writer decides alike. */
function isNewer(one: IndexRecord, other: IndexRecord): boolean {
  const later = Date.parse(one.finishedAt) - Date.parse(other.finishedAt);
  return later > 0 || (later === 0 && one.run > other.run);
}
