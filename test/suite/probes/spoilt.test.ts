import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ToolOutput } from '../../../lib/suite/ports.ts';
import { readOutputs } from '../../../lib/suite/read-outputs.ts';
import { contextFor } from './context.ts';
import { goodRecordings, probeOf, recorded } from './recorded.ts';

interface Damage {
  readonly command: number;
  /** Where, as a share of the text. */
  readonly at: number;
  readonly kind: 'cut' | 'flip';
  readonly byte: number;
}

const damages: fc.Arbitrary<Damage> = fc.record({
  command: fc.nat(6),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  kind: fc.constantFrom('cut', 'flip'),
  byte: fc.integer({ min: 1, max: 255 }),
});

function spoil(outputs: readonly ToolOutput[], { command, at, kind, byte }: Damage): ToolOutput[] {
  return outputs.map((output, index) => {
    if (index !== command % outputs.length) return output;
    const bytes = Buffer.from(output.stdout);
    const position = Math.floor(bytes.length * at);
    if (kind === 'cut') return { ...output, stdout: bytes.subarray(0, position).toString() };
    bytes[position] = (bytes[position] ?? 0) ^ byte;
    return { ...output, stdout: bytes.toString() };
  });
}

describe.each(Object.entries(goodRecordings))(
  '%s, its output torn or with bytes flipped',
  (id, { name, params, observed }) => {
    const probe = probeOf(id);
    const outputs = recorded(name);

    it('is read as finite numbers or as failures with a reason, and nothing is thrown', () => {
      fc.assert(
        fc.property(fc.array(damages, { minLength: 1, maxLength: 4 }), (several) => {
          const spoilt = several.reduce(spoil, outputs);
          const samples = readOutputs(probe, spoilt, params, observed);
          expect(samples.map((sample) => sample.metric)).toEqual(probe.metrics(params));
          for (const sample of samples) {
            if (sample.outcome === 'value') expect(Number.isFinite(sample.value)).toBe(true);
            else expect(sample.reason).toMatch(/^\S.*$/);
          }
        }),
        { seed: 7, numRuns: 60 },
      );
    });

    it('never stops the choice of the next command with an exception', () => {
      fc.assert(
        fc.property(damages, (damage) => {
          const next = probe.next(contextFor(params, 1), spoil(outputs, damage));
          expect(next === undefined || next.argv.length > 0).toBe(true);
        }),
        { seed: 8, numRuns: 25 },
      );
    });

    it('is a failure wherever it is cut', () => {
      fc.assert(
        fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.nat(6), (at, command) => {
          const torn = spoil(outputs, { command, at, kind: 'cut', byte: 1 });
          for (const sample of readOutputs(probe, torn, params, observed))
            expect(sample.outcome).toBe('failed');
        }),
        { seed: 9, numRuns: 25 },
      );
    });
  },
);
