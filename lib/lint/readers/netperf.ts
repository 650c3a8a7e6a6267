import type { Claim } from '../claim.ts';
import type { Reader } from '../reader.ts';
import { type NetperfText, netperfText } from './netperf-text.ts';

/** netperf's omni output: CSV (`-o`) or keywords (`-k`). */
export const netperf: Reader = {
  title: 'netperf',
  read({ text, json }) {
    const output = json === undefined ? netperfText(text) : undefined;
    return output && [...figureClaims(output), ...udpClaims(output), ...latencyClaims(output)];
  },
};

function numberOf({ values }: NetperfText, key: string): { value: number; at: string } | undefined {
  const found = values.get(key);
  const value = Number(found?.text || Number.NaN);
  return found && Number.isFinite(value) ? { value, at: found.at } : undefined;
}

const rates = ['THROUGHPUT', 'TRANSACTION_RATE', 'LOCAL_SEND_THROUGHPUT', 'REMOTE_RECV_THROUGHPUT'];
/** netperf prints -1 for what it did not measure, of any keyword. */
const sentinel = 'netperf prints -1 for what it did not measure';

function figureClaims(output: NetperfText): Claim[] {
  return [...output.values.keys()].flatMap((name): Claim[] => {
    const figure = numberOf(output, name);
    if (!figure || !/^[A-Z0-9_]+$/.test(name)) return [];
    const mayBeZero = !rates.includes(name) && figure.value >= 0;
    if (mayBeZero) return [];
    const zeroMeans = figure.value < 0 ? sentinel : 'nothing was transferred';
    return [{ at: figure.at, kind: 'figure', name, value: figure.value, zeroMeans }];
  });
}

/** THROUGHPUT of UDP_STREAM is what arrived; the sender's rate has a keyword of its own. */
function udpClaims(output: NetperfText): Claim[] {
  const sent = numberOf(output, 'LOCAL_SEND_THROUGHPUT');
  const received = numberOf(output, 'REMOTE_RECV_THROUGHPUT') ?? numberOf(output, 'THROUGHPUT');
  if (!output.test?.startsWith('UDP STREAM') || !sent || received) return [];
  return [{ at: sent.at, kind: 'udp rate', rate: sent.value * bitsOf(output) }];
}

function bitsOf({ values }: NetperfText): number {
  const units: Readonly<Record<string, number>> = { '10^3bits/s': 1e3, '10^6bits/s': 1e6, '10^9bits/s': 1e9 };
  return units[values.get('THROUGHPUT_UNITS')?.text ?? ''] ?? 1e6;
}

function latencyClaims(output: NetperfText): Claim[] {
  const percentiles = [50, 90, 99].flatMap((percentile) => {
    const figure = numberOf(output, `P${percentile}_LATENCY`);
    return figure && figure.value >= 0 ? [{ percentile, ...figure }] : [];
  });
  const [first] = percentiles;
  const tail = percentiles.at(-1);
  if (!first || !tail) return [];
  const stream = output.test?.includes('STREAM') ?? false;
  const method = stream ? 'send call' : output.burst > 0 ? 'several in flight' : 'one at a time';
  return [
    { at: first.at, kind: 'percentiles', unit: 'us', values: percentiles },
    { at: tail.at, kind: 'latency', text: `P${tail.percentile}_LATENCY ${tail.value} us`, method },
  ];
}
