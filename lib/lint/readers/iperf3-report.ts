import { z } from 'zod';
import type { Claim } from '../claim.ts';

const transferSchema = z.looseObject({
  bytes: z.number(),
  seconds: z.number(),
  bits_per_second: z.number(),
  packets: z.number().optional(),
  lost_packets: z.number().optional(),
  lost_percent: z.number().optional(),
  sender: z.boolean().optional(),
});
export type Transfer = z.infer<typeof transferSchema>;

/** The parts of a client's report that say something. */
export const reportSchema = z.looseObject({
  start: z.looseObject({
    version: z.string().startsWith('iperf 3').optional(),
    test_start: z
      .looseObject({
        protocol: z.string(),
        num_streams: z.number(),
        blksize: z.number(),
        target_bitrate: z.number().optional(),
      })
      .optional(),
  }),
  end: z.looseObject({
    streams: z
      .array(z.looseObject({ sender: z.looseObject({ mean_rtt: z.number().optional() }).optional() }))
      .optional(),
    sum: transferSchema.optional(),
    sum_sent: transferSchema.optional(),
    sum_received: transferSchema.optional(),
    cpu_utilization_percent: z.looseObject({ remote_total: z.number() }).optional(),
  }),
  error: z.string().optional(),
});
export type Report = z.infer<typeof reportSchema>;

/** iperf3 derives rate and loss from counts in the same object. */
export function sumClaims(at: string, sum: Transfer | undefined): Claim[] {
  if (!sum || sum.seconds <= 0) return [];
  const { packets = 0, lost_packets: lost, lost_percent: percent } = sum;
  return [
    {
      at: `${at}/bits_per_second`,
      kind: 'derived',
      name: 'bits_per_second',
      value: sum.bits_per_second,
      from: 'bytes * 8 / seconds',
      expected: (sum.bytes * 8) / sum.seconds,
      tolerance: 0.01,
    },
    ...(percent !== undefined && lost !== undefined && packets > 0
      ? [
          {
            at: `${at}/lost_percent`,
            kind: 'derived',
            name: 'lost_percent',
            value: percent,
            from: 'lost_packets / packets',
            expected: (100 * lost) / packets,
            tolerance: 0.01,
          } as const,
        ]
      : []),
  ];
}
