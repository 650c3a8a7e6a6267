import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { MetricId } from '../../lib/domain/metric.ts';
import { foldersOf, medianOf, threeDigits } from './readings.ts';

const page = readFileSync(new URL('../../docs/evidence/testbed/README.md', import.meta.url), 'utf8');
const fast = (qps: number, keepalive: boolean) =>
  `http.server=fast-http.qps=${qps}.keepalive=${keepalive}.connections=32`;

/** What each row of a table is: point, metric, Services, and what the metric's unit is multiplied by. */
type Rows = Readonly<Record<string, readonly [string, MetricId, number, number]>>;

const standard: Rows = {
  'TCP throughput, one stream, Gbit/s': ['tcp.streams=1.via=pod', 'tcp.throughput', 4, 1e-9],
  'the same, host to host': ['tcp.streams=1.via=host', 'tcp.throughput', 4, 1e-9],
  'eight streams': ['tcp.streams=8.via=pod', 'tcp.throughput', 4, 1e-9],
  'UDP below 0.1 % loss, Gbit/s': ['udp-max.via=pod', 'udp.max-rate', 4, 1e-9],
  'round trip p50, us': ['rtt.via=pod', 'rtt.p50', 4, 1],
  'round trip p99, us': ['rtt.via=pod', 'rtt.p99', 4, 1],
  'beside a full stream, p99, us': ['rtt-loaded.via=pod', 'rtt.p99', 4, 1],
  'connection set-up at 4 Services, us': ['connect.via=service', 'connect.min', 4, 1],
  'at 104': ['connect.via=service', 'connect.min', 104, 1],
  'at 1,000': ['connect.via=service', 'connect.min', 1000, 1],
  'at 5,000': ['connect.via=service', 'connect.min', 5000, 1],
  'HTTP at 1,000 a second, p99, us': [fast(1000, true), 'http.p99', 4, 1],
  'at 5,000 a second, p99, us': [fast(5000, true), 'http.p99', 4, 1],
  'as fast as it goes, keepalive, requests a second': [fast(0, true), 'http.rate', 4, 1],
  'a connection each, 4 Services, requests a second': [fast(0, false), 'http.rate', 4, 1],
  'a connection each, 5,000 Services': [fast(0, false), 'http.rate', 5000, 1],
  'DNS p50, us': ['dns-latency.names=fqdn', 'dns.p50', 4, 1],
  'DNS queries a second below 0.1 % loss': ['dns-capacity', 'dns.capacity', 4, 1],
  'agents, idle, % of a processor': ['idle', 'idle.cni-cpu', 4, 1],
  'memory of the agents, MiB': ['idle', 'idle.cni-memory', 4, 2 ** -20],
};

const costs: Rows = {
  'pod to pod at 1 Gbit/s, ms a Gbit': ['tcp-paced.via=pod', 'cost.cpu-seconds-per-gbit', 4, 1e3],
  'host to host, ms a Gbit': ['tcp-paced.via=host', 'cost.cpu-seconds-per-gbit', 4, 1e3],
  'no load, ms a second': ['idle', 'idle.cpu', 4, 10],
  '1,000 connections a second to a ClusterIP, s for 10,000': [
    'connect-paced.via=service',
    'cost.cpu-seconds-per-10k-connections',
    4,
    1,
  ],
  'host to host, s for 10,000': ['connect-paced.via=host', 'cost.cpu-seconds-per-10k-connections', 4, 1],
  'of the agents, to a ClusterIP': [
    'connect-paced.via=service',
    'cost.cni-cpu-seconds-per-10k-connections',
    4,
    1,
  ],
};

/** By the title of its section the folder that a table is of, and its rows. */
const tables: readonly (readonly [string, string, Rows])[] = [
  ['Profile standard', 'testbed/standard', standard],
  ['Processor time', 'testbed/costs', costs],
];

/** A section's one table: names of the columns, and of each row the figures by column. */
function tableOf(title: string) {
  const section = page.split('\n## ').find((one) => one.startsWith(`${title}\n`)) ?? '';
  const [head = [], , ...body] = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return { modes: head.slice(1), body };
}

describe.each(tables)('the table of "%s" on the page of the test bed', (section, folder, rows) => {
  const { modes, body } = tableOf(section);

  it('has a column for each run, and the rows that are held here', () => {
    expect(modes).toEqual(foldersOf(folder));
    expect(body.map(([title]) => title)).toEqual(Object.keys(rows));
  });

  it.each(body)('%s', async (title = '', ...cells) => {
    const [point, metric, services, factor] = rows[title] ?? ['', 'rtt.min', 0, 1];
    for (const [index, mode] of modes.entries()) {
      const asked = { point, metric, services };
      const found = await medianOf(`${folder}/${mode}`, asked).catch(() => undefined);
      const told = cells[index] === '' ? undefined : Number(cells[index]?.replaceAll(',', ''));
      expect([mode, found === undefined ? undefined : threeDigits(found * factor)]).toEqual([mode, told]);
    }
  });
});
