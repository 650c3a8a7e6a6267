import { describe, expect, it } from '@jest/globals';
import type { ToolOutput } from '../../../lib/suite/ports.ts';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { remove, set } from './mutations.ts';
import { probeOf, recorded } from './recorded.ts';

const udpMax = probeOf('udp-max');
const udpPublished = probeOf('udp-published');
const via = { via: 'pod' };

/** What iperf3 would print for this command on a path of which the capacity is known. */
function simulate(argv: readonly string[], capacity: number, ceiling: number): ToolOutput {
  const asked = Number(argv[argv.indexOf('-b') + 1]);
  const sent = Math.floor(Math.min(asked || ceiling, ceiling) / (8 * 1400));
  const received = Math.min(sent, Math.floor(capacity / (8 * 1400)));
  const [template] = recorded('udp-max.pod');
  if (!template) throw new Error('no recording');
  const document = JSON.parse(template.stdout);
  const sum = (packets: number) => ({ seconds: 1, bytes: packets * 1400, bits_per_second: packets * 11200 });
  document.start.test_start.target_bitrate = asked;
  document.end.sum_sent = { ...sum(sent), packets: sent };
  document.end.streams = [{ udp: { packets: sent, jitter_ms: 0.01 } }];
  const lost = sent - received;
  document.end.sum_received = {
    ...sum(received),
    ...{ jitter_ms: 0.01, packets: sent, lost_packets: lost, lost_percent: (100 * lost) / sent },
    sender: false,
  };
  return { ...template, stdout: JSON.stringify(document) };
}

function runOn(capacity: number, ceiling: number): ToolOutput[] {
  const outputs: ToolOutput[] = [];
  for (;;) {
    const invocation = udpMax.next(contextFor(via, 1), outputs);
    if (!invocation) return outputs;
    outputs.push(simulate(invocation.argv, capacity, ceiling));
  }
}

describe('udp-max', () => {
  it('asks for as much as the sender can first, in packets of 1400 bytes', () => {
    const first = udpMax.next(contextFor(via, 2), []);
    expect(first?.argv.join(' ')).toBe(
      'iperf3 -J -c 10.0.0.2 -p 5201 --connect-timeout 3000 -t 2 -u -l 1400 -b 0 -w 208K --get-server-output',
    );
    expect(first).toMatchObject({ role: 'client', placement: 'separate-cores' });
  });

  it.each([3e8, 9.5e8, 2.4e9])('finds a path of %d bit/s within 5 %', (capacity) => {
    const outputs = runOn(capacity, 3e9);
    expect(outputs.length).toBeLessThanOrEqual(7);
    const [rate, packets] = readOutputs(udpMax, outputs, via);
    if (rate?.outcome !== 'value' || packets?.outcome !== 'value') throw new Error(JSON.stringify(rate));
    expect(rate.value).toBeLessThanOrEqual(capacity * 1.001);
    expect(rate.value).toBeGreaterThan(capacity / 1.055);
    expect(packets.value).toBeCloseTo(rate.value / 11200, 3);
    expect(rate.marks).toBeUndefined();
  });

  it('marks a path that takes all that the sender has', () => {
    const samples = readOutputs(udpMax, runOn(5e9, 3e9), via);
    expect(samples.map((sample) => sample.outcome === 'value' && sample.marks)).toEqual([
      ['sender-limited'],
      ['sender-limited'],
    ]);
  });

  it('reads a bisection that iperf3 made: 146.8 Mbit/s passed, 151.7 lost 0.5 %', () => {
    expect(readOutputs(udpMax, recorded('udp-max.pod'), via)).toEqual([
      { metric: 'udp.max-rate', outcome: 'value', value: expect.closeTo(146.75e6, -4) },
      { metric: 'udp.max-packet-rate', outcome: 'value', value: expect.closeTo(13102.7, 1) },
    ]);
  });

  it('has no figure when every rate lost packets', () => {
    const reason = 'more than 0.1 % was lost at each of 7 rates down to 501 Mbit/s';
    expect(readOutputs(udpMax, recorded('udp-max.lossy'), via)).toEqual([
      { metric: 'udp.max-rate', outcome: 'failed', reason },
      { metric: 'udp.max-packet-rate', outcome: 'failed', reason },
    ]);
  });
});

describe('udp-published', () => {
  const outputs = recorded('udp-published.pod');

  it('offers 10 Gbit/s', () => {
    const argv = udpPublished.next(contextFor(via, 10), [])?.argv.join(' ');
    expect(argv).toBe(
      'iperf3 -J -c 10.0.0.2 -p 5201 --connect-timeout 3000 -t 10 -u -b 10G --get-server-output',
    );
  });

  it("keeps both ends' rates apart", () => {
    expect(readOutputs(udpPublished, outputs, via)).toEqual([
      { metric: 'udp.sender-rate', outcome: 'value', value: 2003567765.186818 },
      { metric: 'udp.receiver-rate', outcome: 'value', value: 1998724270.4890773 },
      { metric: 'udp.loss', outcome: 'value', value: expect.closeTo(0.1179, 3) },
      { metric: 'udp.jitter', outcome: 'value', value: expect.closeTo(1.541, 3) },
    ]);
  });

  const withoutReport = {
    'no server output': remove('server_output_text'),
    'no sum_received': remove('end.sum_received'),
  };
  it.each(Object.entries(withoutReport))(
    'never puts the sender in the place of a receiver: %s',
    (_name, change) => {
      const changed = outputs.map((output) => ({ ...output, stdout: change(output.stdout) }));
      const samples = readOutputs(udpPublished, changed, via);
      expect(samples.map((sample) => sample.outcome)).toEqual(['value', 'failed', 'failed', 'failed']);
    },
  );

  it('takes no sum_received that is the sender’s', () => {
    const changed = outputs.map((output) => ({
      ...output,
      stdout: set('end.sum_received.sender', true)(output.stdout),
    }));
    const samples = readOutputs(udpPublished, changed, via);
    expect(samples.map((sample) => sample.outcome)).not.toContain('value');
  });
});
