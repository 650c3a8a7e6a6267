import { z } from 'zod';
import type { Claim } from '../claim.ts';
import type { ForeignFile, Reader } from '../reader.ts';

const schema = z.looseObject({
  RunType: z.string(),
  Labels: z.string().optional(),
  /** `max`, or a number as text. */
  RequestedQPS: z.string(),
  ActualQPS: z.number(),
  /** Nanoseconds. */
  ActualDuration: z.number(),
  NumThreads: z.number(),
  SocketCount: z.number().optional(),
  RetCodes: z.record(z.string(), z.number()).optional(),
  DurationHistogram: z.looseObject({
    Count: z.number(),
    /** Seconds. */
    Avg: z.number(),
    Percentiles: z.array(z.object({ Percentile: z.number(), Value: z.number() })).nullish(),
  }),
});
type Report = z.infer<typeof schema>;

const refusalSchema = z.looseObject({ error: z.literal(true), message: z.string() });

/** `fortio load -json -`. */
export const fortio: Reader = {
  title: 'Fortio',
  read(file) {
    const { data: refused } = refusalSchema.safeParse(file.json);
    if (refused) return [{ at: '/message', kind: 'tool error', message: refused.message }];
    const { data: report } = schema.safeParse(file.json);
    return report && [...rateClaims(report), ...latencyClaims(report), ...connectionClaims(report, file)];
  },
};

function rateClaims({
  RequestedQPS,
  ActualQPS,
  ActualDuration,
  NumThreads,
  DurationHistogram,
}: Report): Claim[] {
  const asked = Number(RequestedQPS);
  const { Count, Avg } = DurationHistogram;
  const fixed: Claim[] =
    asked > 0
      ? [
          { at: '/ActualQPS', kind: 'asked rate', asked, reached: ActualQPS, unit: 'requests a second' },
          {
            at: '/DurationHistogram/Avg',
            kind: 'occupancy',
            asked,
            connections: NumThreads,
            busyShare: (ActualQPS * Avg) / NumThreads,
          },
        ]
      : [];
  return [
    {
      at: '/ActualQPS',
      kind: 'figure',
      name: 'ActualQPS',
      value: ActualQPS,
      zeroMeans: 'no request was answered',
    },
    {
      at: '/ActualQPS',
      kind: 'derived',
      name: 'ActualQPS',
      value: ActualQPS,
      from: 'Count / ActualDuration',
      expected: (Count * 1e9) / ActualDuration,
      tolerance: 0.01,
    },
    ...fixed,
  ];
}

function latencyClaims({ DurationHistogram, RetCodes = {} }: Report): Claim[] {
  const { Count, Percentiles } = DurationHistogram;
  const bad = Object.entries(RetCodes).filter(([code]) => !/^(OK|SERVING|2\d\d)$/.test(code));
  const [worst] = bad.toSorted(([, one], [, other]) => other - one);
  return [
    {
      at: '/DurationHistogram/Percentiles',
      kind: 'percentiles',
      unit: 'ms',
      values: (Percentiles ?? []).map(({ Percentile, Value }) => ({
        percentile: Percentile,
        value: Value * 1000,
      })),
    },
    {
      at: '/RetCodes',
      kind: 'failures',
      failed: bad.reduce((sum, [, count]) => sum + count, 0),
      of: Count,
      worst: worst?.[0] === '-1' ? 'socket error' : (worst?.[0] ?? 'none'),
    },
  ];
}

/** What people call it when they mean new connections; a file's name is a claim, too. */
const saysConnections = /connect|conn-|setup|set-up|close|handshake|crr/i;

function connectionClaims(
  { Labels = '', SocketCount, DurationHistogram: { Count } }: Report,
  file: ForeignFile,
): Claim[] {
  const name = file.name.split('/').at(-1) ?? file.name;
  const label = [Labels, name].find((text) => saysConnections.test(text));
  if (label === undefined || SocketCount === undefined) return [];
  return [{ at: '/SocketCount', kind: 'connections', label, opened: SocketCount, requests: Count }];
}
