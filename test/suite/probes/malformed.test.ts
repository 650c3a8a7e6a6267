import { describe, expect, it } from '@jest/globals';
import { probes } from '../../../lib/suite/probes/registry.ts';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { type Mutation, mutationsOf } from './mutations.ts';
import { goodRecordings, probeOf, recorded } from './recorded.ts';
import { toolMutations } from './tool-mutations.ts';

/** The others wait, and read counters only. */
const withTools = [...probes.values()].filter(({ tools }) => tools.length > 0).map(({ id }) => id);

const cases = withTools.flatMap((id) => {
  const tool = toolMutations[id];
  const good = goodRecordings[id];
  if (!tool || !good) throw new Error(`no mutations or no recording for ${id}`);
  return Object.entries(mutationsOf(tool)).map(([mutation, apply]) => ({ id, mutation, apply, ...good }));
});

describe.each(cases)('$id, $mutation', ({ id, apply, name, params, observed }) => {
  const probe = probeOf(id);
  const outputs = recorded(name);

  function expectNoNumber(changed: typeof outputs): void {
    expect(changed).not.toEqual(outputs);
    const samples = readOutputs(probe, changed, params, observed);
    expect(samples.map((sample) => sample.metric)).toEqual(probe.metrics(params));
    for (const sample of samples) {
      expect(sample).toEqual({
        metric: sample.metric,
        outcome: 'failed',
        reason: expect.stringMatching(/\S/),
      });
      if (sample.outcome !== 'value') expect(sample.reason).not.toContain('\n');
    }
  }

  it('gives a typed failure with a reason when every command printed that', () => {
    expectNoNumber(outputs.map(apply));
  });

  it('gives a typed failure with a reason when only the last command did', () => {
    expectNoNumber(outputs.map((output, index) => (index === outputs.length - 1 ? apply(output) : output)));
  });
});

describe('the set of mutations', () => {
  it('has twelve for every probe', () => {
    expect(cases).toHaveLength(12 * withTools.length);
  });

  it('starts from recordings that hold a value of every metric', () => {
    for (const [id, { name, params, observed }] of Object.entries(goodRecordings)) {
      const samples = readOutputs(probeOf(id), recorded(name), params, observed);
      expect(samples.map((sample) => sample.outcome)).toEqual(samples.map(() => 'value'));
    }
  });
});

const besideMutations: Record<string, Mutation> = {
  'did not start': (output) => ({ ...output, stdout: '', startError: 'iperf3: not found', exitCode: null }),
  'carried nothing': (output) => ({ ...output, stdout: '{"error":"the server is busy"}' }),
};

const besideCases = Object.entries(besideMutations).flatMap(([how, apply]) =>
  ['rtt-loaded', 'rtt-saturated'].map((id) => ({ id, how, apply })),
);

describe.each(besideCases)('$id when the stream beside it $how', ({ id, apply }) => {
  it('is no loaded reading', () => {
    const { name, params } = goodRecordings[id] ?? { name: '', params: {} };
    const outputs = recorded(name).map((output) =>
      output.beside ? { ...output, beside: apply(output.beside) } : output,
    );
    const samples = readOutputs(probeOf(id), outputs, params);
    expect(samples.map((sample) => sample.outcome)).toEqual(samples.map(() => 'failed'));
  });
});
