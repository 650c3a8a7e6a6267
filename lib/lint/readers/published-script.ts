import type { Claim } from '../claim.ts';
import type { Reader } from '../reader.ts';
import { shown } from '../rule.ts';
import {
  bareWords,
  numeric,
  type Report,
  repaired,
  reportSchema,
  type Value,
} from './published-script-json.ts';

const failed = 'the script writes 0 where the tool gave nothing';
/** The script always offers this much. */
const offeredUdpBitsPerSecond = 10e9;

/** What the scripts of the published report write: one JSON object a scenario. */
export const publishedScript: Reader = {
  title: 'the published scripts',
  read({ text, json }) {
    const bare = json === undefined ? bareWords(text) : [];
    const { data: report } = reportSchema.safeParse(json ?? repaired(text));
    if (!report) return undefined;
    return [...bare, ...networkClaims(report), ...httpClaims(report), ...dnsClaims(report)].concat({
      at: '',
      kind: 'repetitions',
    });
  },
};

function figures(at: string, values: Readonly<Record<string, Value>>): Claim[] {
  return Object.entries(values).flatMap(([name, value]): Claim[] => {
    const place = `${at}/${name}`;
    const number = numeric(value);
    if (number !== undefined) return [{ at: place, kind: 'figure', name, value: number, zeroMeans: failed }];
    return typeof value === 'string'
      ? [{ at: place, kind: 'text for a number', text: `${name} "${value}"` }]
      : [];
  });
}

function networkClaims({ network }: Report): Claim[] {
  const { udp_loss_percent: loss, ...positive } = network;
  const udp = numeric(network.udp_throughput_gbps);
  const rtt = numeric(network.mean_rtt_us);
  const lossPercent = numeric(loss);
  return [
    ...figures('/network', positive),
    ...(udp === undefined || udp <= 0
      ? []
      : [
          {
            at: '/network/udp_throughput_gbps',
            kind: 'asked rate',
            asked: offeredUdpBitsPerSecond,
            reached: udp * 1e9,
            unit: 'bit/s',
          } as const,
          {
            at: '/network/udp_throughput_gbps',
            kind: 'udp rate',
            rate: udp * 1e9,
            ...(lossPercent === undefined ? {} : { lossPercent }),
          } as const,
        ]),
    ...(rtt === undefined || rtt <= 0
      ? []
      : [
          {
            at: '/network/mean_rtt_us',
            kind: 'latency',
            text: `mean_rtt_us ${shown(rtt)}`,
            method: 'saturating stream',
          } as const,
        ]),
  ];
}

function httpClaims(report: Report): Claim[] {
  return (['http', 'http_httpbin', 'http_conduit'] as const).flatMap((server) => {
    const levels = report[server];
    const most = numeric(levels?.qps_max?.actual_qps);
    return Object.entries(levels ?? {}).flatMap(([level, values]): Claim[] => {
      const at = `/${server}/${level}`;
      const { actual_qps: rate, p50_ms: median, p99_ms: tail } = values;
      const [asked, reached] = [Number(level.replace('qps_', '')), numeric(rate)];
      return [
        ...figures(at, { actual_qps: rate, p50_ms: median, p99_ms: tail }),
        ...percentiles(at, median, tail),
        ...(asked > 0 && reached !== undefined && reached > 0
          ? [
              {
                at: `${at}/actual_qps`,
                kind: 'asked rate',
                asked,
                reached,
                unit: 'requests a second',
              } as const,
            ]
          : []),
        ...(asked > 0 && reached !== undefined && reached > 0 && most !== undefined
          ? [{ at: `${at}/actual_qps`, kind: 'ceiling', asked, reached, most } as const]
          : []),
      ];
    });
  });
}

function dnsClaims({ dns }: Report): Claim[] {
  if (!dns) return [];
  const [median, tail] = [numeric(dns.p50_ms), numeric(dns.p99_ms)];
  return [
    ...figures('/dns', dns),
    ...percentiles('/dns', dns.p50_ms, dns.p99_ms),
    ...(median === undefined || median <= 0
      ? []
      : [
          {
            at: '/dns',
            kind: 'latency',
            text: `DNS p50 ${median} ms, p99 ${tail ?? '?'} ms`,
            method: 'process start',
          } as const,
        ]),
  ];
}

function percentiles(at: string, median: Value, tail: Value): Claim[] {
  const values = [
    { percentile: 50, value: numeric(median) },
    { percentile: 99, value: numeric(tail) },
  ].flatMap(({ percentile, value }) => (value === undefined ? [] : [{ percentile, value }]));
  if (values.length === 0) return [];
  const field = values.length === 2 ? 'p50_ms' : 'p99_ms';
  return [{ at: `${at}/${field}`, kind: 'percentiles', unit: 'ms', values }];
}
