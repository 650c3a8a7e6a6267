import { InputError } from '../../domain/input-error.ts';
import type { Claim } from '../claim.ts';
import type { Reader } from '../reader.ts';
import { fortio } from './fortio.ts';
import { iperf3 } from './iperf3.ts';
import { k8sNetperf } from './k8s-netperf.ts';
import { netperf } from './netperf.ts';
import { publishedScript } from './published-script.ts';

/** A new reader is one file and one word here. */
export const readers: readonly Reader[] = [publishedScript, iperf3, fortio, netperf, k8sNetperf];

export interface ForeignClaims {
  /** Title of the reader that knew the file. */
  readonly tool: string;
  readonly claims: readonly Claim[];
}

/**
 * What a file of another tool claims.
 * @param name as the user gave it; named in the error
 * @throws InputError when no reader knows the file
 */
export function claimsIn(name: string, text: string): ForeignClaims {
  const json = parsed(text);
  const file = { name, text, ...(json === undefined ? {} : { json }) };
  for (const reader of readers) {
    const claims = reader.read(file);
    if (claims) return { tool: reader.title, claims };
  }
  const known = readers.map((reader) => reader.title).join(', ');
  throw new InputError(`${name}: not a result that this program reads; it reads those of ${known}`);
}

/** k8s-netperf logs to where it writes its JSON: the document may begin below other lines. */
const documentStart = /^\s*[[{]/m;

function parsed(text: string): unknown {
  const start = text.search(documentStart);
  if (start < 0) return undefined;
  try {
    return JSON.parse(text.slice(start));
  } catch {
    return undefined;
  }
}
