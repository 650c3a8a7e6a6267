import { describe, expect, it } from '@jest/globals';
import { ablationOf } from '../../lib/domain/ablation/contributions.ts';
import { evidenceIn, foldersOf, medianOf, microsPerConnection, threeDigits } from './readings.ts';

const toService = 'connect.via=service';
const toHost = 'connect.via=host';

describe('the committed ablation of the test bed', () => {
  it.each([
    ['B', 39.6, 139, 177, 197, 60.7, 584, 10, 415],
    ['C', 39.5, 168, 172, 348, 95.1, 596, 182, 389],
    ['D', 37.4, 154, 154, 341, 98.8, 615, 192, 399],
    ['D+bpf-masquerade', 37.8, 160, 158, 344, 101, 607, 188, 401],
    ['D+host-routing', 29.3, 133, 136, 315, 98.9, 537, 186, 261],
    ['D+host-routing+larger-ct', 29.4, 134, 132, 316, 101, 585, 199, 336],
    ['D+hubble-off', 37.4, 78.1, 80.1, 199, 64.9, 11, 9, 221],
    ['E-bandwidth-manager-bbr', 29.3, 59.6, 59, 177, 64.8, 8, 8, 155],
  ])('ablation, %s: latencies, and processor time for each connection', async (name, ...told) => {
    const run = `testbed/ablation/${name}`;
    const latencies = [
      await medianOf(run, { point: 'rtt.via=pod', metric: 'rtt.min', services: 4 }),
      await medianOf(run, { point: toService, metric: 'connect.min', services: 4 }),
      await medianOf(run, { point: toService, metric: 'connect.min', services: 1000 }),
      await medianOf(run, { point: 'dns-latency.names=fqdn', metric: 'dns.p50', services: 4 }),
      await medianOf(run, { point: toHost, metric: 'connect.min', services: 4 }),
    ];
    expect([
      ...latencies.map(threeDigits),
      await microsPerConnection(run, toService, 'agents'),
      await microsPerConnection(run, toHost, 'agents'),
      await microsPerConnection(run, toService, 'softirq'),
    ]).toEqual(told);
  });

  it('say of each tuning what is told of it', async () => {
    const rungs = foldersOf('testbed/ablation').map((rung) => `testbed/ablation/${rung}`);
    const { figures } = ablationOf(await evidenceIn(...rungs));
    const decided = figures.flatMap(({ headline, contributions }) =>
      contributions.flatMap(({ tuning, directions, contrast }) => {
        const { kind } = contrast.verdict.outcome;
        return kind === 'inconclusive' ? [] : [`${headline.id}, ${tuning} (${directions}): ${kind}`];
      }),
    );
    expect(decided).toEqual([
      'rtt, host-routing (forward,alone): better',
      'rtt, larger-ct (forward): equivalent',
      'rtt, hubble-off (forward,backward): equivalent',
      'rtt, hubble-off (alone): equivalent',
      'connect, socket-lb (forward): better',
      'connect, hubble-off (forward,backward): better',
      'connect, hubble-off (alone): better',
      'connect-many, socket-lb (forward): better',
      'connect-many, hubble-off (forward,backward): better',
      'connect-many, hubble-off (alone): better',
      'dns, socket-lb (forward): worse',
      'dns, hubble-off (forward,backward): better',
      'dns, hubble-off (alone): better',
    ]);
  });
});
