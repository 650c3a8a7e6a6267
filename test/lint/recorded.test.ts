import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { claimsIn } from '../../lib/lint/readers/registry.ts';
import { findingsOf } from '../../lib/lint/rules/registry.ts';

const folder = join(import.meta.dirname, '../fixtures/lint');

function found(file: string): string[] {
  const { claims } = claimsIn(file, readFileSync(join(folder, file), 'utf8'));
  return findingsOf(claims).map(({ rule, at }) => `${rule} ${at}`);
}

/** Every flaw that is known to be in these files, and nothing else. */
const flawed: Readonly<Record<string, readonly string[]>> = {
  'published-scripts/v1.json': [
    'target-not-reached /network/udp_throughput_gbps',
    'sender-side-udp /network/udp_throughput_gbps',
    'loaded-rtt /network/mean_rtt_us',
    'target-not-reached /http/qps_5000/actual_qps',
    'saturated-server /http/qps_5000/actual_qps',
    'process-start /dns',
    'single-run ',
  ],
  'published-scripts/v1-no-server.json': [
    'text-for-number line 6',
    'text-for-number line 7',
    'text-for-number line 8',
    'text-for-number line 9',
    'target-not-reached /http/qps_5000/actual_qps',
    'process-start /dns',
    'single-run ',
  ],
  'published-scripts/v2.json': [
    'text-for-number line 13',
    'text-for-number line 14',
    'text-for-number line 15',
    'sender-side-udp /network/udp_throughput_gbps',
    'loaded-rtt /network/mean_rtt_us',
    'percentile-is-its-name /http_httpbin/qps_1000/p50_ms',
    'percentile-is-its-name /http_httpbin/qps_5000/p99_ms',
    'percentile-is-its-name /http_httpbin/qps_max/p99_ms',
    'text-for-number /http_conduit/qps_1000/actual_qps',
    'text-for-number /http_conduit/qps_1000/p50_ms',
    'text-for-number /http_conduit/qps_1000/p99_ms',
    'text-for-number /http_conduit/qps_5000/actual_qps',
    'text-for-number /http_conduit/qps_5000/p99_ms',
    'text-for-number /http_conduit/qps_max/actual_qps',
    'text-for-number /http_conduit/qps_max/p99_ms',
    'process-start /dns',
    'single-run ',
  ],
  'published-commands/iperf3-udp.json': [
    'target-not-reached /start/test_start/target_bitrate',
    'sender-side-udp /end/sum/bits_per_second',
  ],
  'published-commands/iperf3-one-byte.json': ['loaded-rtt /end/streams/0/sender/mean_rtt'],
  'published-commands/fortio-5000.json': ['target-not-reached /ActualQPS'],
  'iperf3/refused.json': ['failed-run /error'],
  'fortio/keepalive.json': ['keepalive-as-connect /SocketCount'],
  'fortio/failures.json': ['failures-timed /RetCodes'],
  'fortio/refused.json': ['failures-timed /RetCodes'],
  'fortio/saturated.json': ['target-not-reached /ActualQPS', 'saturated-server /DurationHistogram/Avg'],
  'netperf/tcp-rr-burst.csv': ['loaded-rtt line 3, "99th Percentile Latency Microseconds"'],
  'netperf/tcp-stream-latency.txt': ['zero-failure line 2', 'loaded-rtt line 3'],
  'netperf/udp-sender-only.csv': ['sender-side-udp line 3, "Local Send Throughput"'],
  'netperf/udp-stream-keywords.txt': ['zero-failure line 2', 'zero-failure line 8', 'loaded-rtt line 3'],
  'k8s-netperf/flawed.txt': [
    'loaded-rtt /0/latency',
    'loaded-rtt /1/latency',
    'sender-side-udp /2/throughput',
    'zero-failure /2/latency',
    'single-run /3/samples',
    'zero-failure /3/serverCPU/idleCPU',
    'zero-failure /3/clientCPU/idleCPU',
    'single-run /4/samples',
    'zero-failure /4/throughput',
    'zero-failure /4/latency',
  ],
};

const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(json|csv|txt)$/.test(name),
);

describe('recorded outputs', () => {
  it.each(Object.entries(flawed))('%s: every known flaw, and no other', (file, expected) => {
    expect(found(file)).toEqual(expected);
  });

  it.each(all.filter((file) => !(file in flawed)))('%s is clean', (file) => {
    expect(found(file)).toEqual([]);
  });

  it('include a clean one of each tool', () => {
    const clean = all.filter((file) => !(file in flawed)).map((file) => file.split('/')[0]);
    expect(new Set(clean)).toEqual(
      new Set(['published-commands', 'iperf3', 'fortio', 'netperf', 'k8s-netperf']),
    );
  });
});

describe('what is no result', () => {
  it.each(['', '{}', '[]', '[1]', 'null', 'hello, world', '{"scenario":"A"}', '{"start":{},"end":{}}'])(
    '%j is refused by name',
    (text) => {
      expect(() => claimsIn('some.json', text)).toThrow(
        /^some\.json: not a result that this program reads; it reads those of the published scripts, iperf3, /,
      );
    },
  );
});
