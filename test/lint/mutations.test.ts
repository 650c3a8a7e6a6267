import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { claimsIn } from '../../lib/lint/readers/registry.ts';
import { findingsOf, rules } from '../../lib/lint/rules/registry.ts';

const folder = join(import.meta.dirname, '../fixtures/lint');

function findings(file: string, text: string): string[] {
  return findingsOf(claimsIn(file, text).claims).map(({ rule, at }) => `${rule} ${at}`);
}

const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** Replaces once, and fails where there is nothing to replace. */
const change = (from: RegExp | string, to: string) => (text: string) => {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`nothing to change: ${from}`);
  return changed;
};

type Mutation = readonly [rule: string, file: string, mutate: (text: string) => string, at: string];

/** One figure of a file is changed: exactly this finding appears. */
const seeded: readonly Mutation[] = [
  [
    'equal-percentiles',
    'netperf/clean-tcp-rr.csv',
    change('17,56.84,54,68,91', '17,56.84,91,91,91'),
    'line 3, "50th Percentile Latency Microseconds"',
  ],
  [
    'equal-percentiles',
    'published-scripts/v1.json',
    change('"p50_ms": 12.27', '"p50_ms": 220.96'),
    '/http/qps_1000/p50_ms',
  ],
  [
    'percentiles-fall',
    'netperf/clean-tcp-crr.csv',
    change('58,156', '158,156'),
    'line 3, "50th Percentile Latency Microseconds"',
  ],
  [
    'percentile-is-its-name',
    'published-scripts/v1.json',
    change('"p99_ms": 51.58', '"p99_ms": 99000.00'),
    '/http/qps_5000/p99_ms',
  ],
  [
    'sender-side-udp',
    'iperf3/clean-udp.json',
    // Neither the receiver's rate nor the loss.
    (text) =>
      change(/"lost_percent"(?=[^}]*\}\s*,\s*"sum_sent")/, '"x"')(change('"sum_received"', '"x"')(text)),
    '/end/sum/bits_per_second',
  ],
  ['loaded-rtt', 'k8s-netperf/clean.json', change('"TCP_RR"', '"TCP_STREAM"'), '/0/latency'],
  ['loaded-rtt', 'k8s-netperf/clean.json', change('"burst": 0', '"burst": 4'), '/0/latency'],
  ['single-run', 'k8s-netperf/clean.json', change('"samples": 3', '"samples": 1'), '/0/samples'],
  [
    'target-not-reached',
    'fortio/clean-fixed-rate.json',
    change('"RequestedQPS": "200"', '"RequestedQPS": "300"'),
    '/ActualQPS',
  ],
  [
    'target-not-reached',
    'iperf3/clean-udp.json',
    change(/("target_bitrate":\s*)200000000(\s*\}\s*\})/, '$1900000000$2'),
    '/start/test_start/target_bitrate',
  ],
  [
    'saturated-server',
    'k8s-netperf/clean.json',
    change('"idleCPU": 58.4', '"idleCPU": 1.2'),
    '/0/serverCPU/idleCPU',
  ],
  [
    'saturated-server',
    'iperf3/clean-tcp.json',
    change(/("remote_total":\s*)[\d.]+/, '$199.4'),
    '/end/cpu_utilization_percent/remote_total',
  ],
  [
    'saturated-server',
    'published-commands/fortio-1000.json',
    change(/("Avg": )[\d.]+/, '$10.0319'),
    '/DurationHistogram/Avg',
  ],
  [
    'zero-failure',
    'published-scripts/v1.json',
    change('"tcp_throughput_gbps": 2.79', '"tcp_throughput_gbps": 0'),
    '/network/tcp_throughput_gbps',
  ],
  [
    'zero-failure',
    'published-scripts/v1.json',
    change('"actual_qps": 999.8', '"actual_qps": 0'),
    '/http/qps_1000/actual_qps',
  ],
  ['zero-failure', 'netperf/clean-tcp-rr.csv', change(/[\d.]+,Trans/, '0.00,Trans'), 'line 3, "Throughput"'],
  ['text-for-number', 'published-scripts/v1.json', change('21737', 'N/A'), 'line 9'],
  [
    'failed-run',
    'iperf3/clean-tcp.json',
    change(/"start":/, '"error": "interrupt - the client has terminated", "start":'),
    '/error',
  ],
  ['failures-timed', 'fortio/clean-round-trip.json', change('"OK": ', '"EOF": 7, "OK": '), '/RetCodes'],
  [
    'keepalive-as-connect',
    'fortio/clean-connect.json',
    change(/"SocketCount": \d+/, '"SocketCount": 4'),
    '/SocketCount',
  ],
  [
    'contradiction',
    'iperf3/clean-tcp.json',
    change(/("sum_received":\s*\{[^}]*"bits_per_second":\s*)\d+/, '$1123456789'),
    '/end/sum_received/bits_per_second',
  ],
  [
    'contradiction',
    'fortio/clean-round-trip.json',
    change(/"ActualQPS": \d+/, '"ActualQPS": 99999'),
    '/ActualQPS',
  ],
  [
    'contradiction',
    'k8s-netperf/clean.json',
    change('"throughput": 18154.37', '"throughput": 28154.37'),
    '/0/confidence',
  ],
];

/** iperf3 3.16 and newer use a processor for each stream: 180 % of two is not all. */
it('does not take two processors for one that is used up', () => {
  const twoThreads = change(
    /("remote_total":\s*)[\d.]+/,
    '$1180',
  )(change(/("num_streams":\s*)1/, '$12')(change('iperf 3.12', 'iperf 3.17')(read('iperf3/clean-tcp.json'))));
  expect(findings('clean-tcp.json', twoThreads)).toEqual([]);
  expect(findings('clean-tcp.json', change('iperf 3.17', 'iperf 3.15')(twoThreads))).toEqual([
    'saturated-server /end/cpu_utilization_percent/remote_total',
  ]);
});

/** What is wrong with a file is mended: exactly this finding goes. */
const mended: readonly Mutation[] = [
  ['sender-side-udp', 'published-scripts/v1.json', change('73.80', '0.02'), '/network/udp_throughput_gbps'],
  [
    'target-not-reached',
    'published-scripts/v1.json',
    change('"udp_throughput_gbps": 9.35', '"udp_throughput_gbps": 10.00'),
    '/network/udp_throughput_gbps',
  ],
  [
    'loaded-rtt',
    'published-commands/iperf3-one-byte.json',
    change(/("blksize":\s*)1\b/, '$1131072'),
    '/end/streams/0/sender/mean_rtt',
  ],
  [
    'loaded-rtt',
    'netperf/tcp-rr-burst.csv',
    change('first burst 8', 'first burst 0'),
    'line 3, "99th Percentile Latency Microseconds"',
  ],
  [
    'keepalive-as-connect',
    'fortio/keepalive.json',
    change('"connection set-up"', '"requests"'),
    '/SocketCount',
  ],
  [
    'saturated-server',
    'published-scripts/v1.json',
    change('"actual_qps": 4726.8', '"actual_qps": 9726.8'),
    '/http/qps_5000/actual_qps',
  ],
  [
    'saturated-server',
    'fortio/saturated.json',
    change(/("Avg": )[\d.]+/, '$10.0046'),
    '/DurationHistogram/Avg',
  ],
  ['process-start', 'published-scripts/v1.json', change('"dns"', '"dns_by_dnsperf"'), '/dns'],
  [
    'single-run',
    'k8s-netperf/flawed.txt',
    change(/("samples": )1\b(?![\s\S]*"samples": 1\b)/, '$12'),
    '/4/samples',
  ],
];

describe('a seeded flaw', () => {
  it.each(seeded)('%s in %s is found', (rule, file, mutate, at) => {
    const before = findings(file, read(file));
    const after = findings(file, mutate(read(file)));
    expect(before).not.toContain(`${rule} ${at}`);
    expect(after.filter((one) => !before.includes(one))).toEqual([`${rule} ${at}`]);
  });
});

describe('a mended flaw', () => {
  it.each(mended)('%s in %s is gone', (rule, file, mutate, at) => {
    const before = findings(file, read(file));
    const after = findings(file, mutate(read(file)));
    expect(before).toContain(`${rule} ${at}`);
    expect(after).toEqual(before.filter((one) => one !== `${rule} ${at}`));
  });
});

it('every rule is seeded or mended', () => {
  const tried = [...seeded, ...mended].map(([rule]) => rule);
  expect(new Set(tried)).toEqual(new Set(rules.map(({ id }) => id)));
});

describe('a finding', () => {
  it('says in words what is claimed, why not, and what to do', () => {
    const { claims } = claimsIn('v1.json', read('published-scripts/v1.json'));
    expect(findingsOf(claims)[1]).toEqual({
      rule: 'sender-side-udp',
      at: '/network/udp_throughput_gbps',
      claimed: 'UDP throughput 9.35 Gbit/s',
      why: expect.stringContaining('73.8 % were lost, so about 2.45 Gbit/s arrived'),
      instead: expect.stringContaining('sum_received'),
    });
  });
});
