import { z } from 'zod';

/** Parameters of a probe: what makes two measurements of one probe different things. */
export const paramsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Params = z.infer<typeof paramsSchema>;

/** One thing to measure: a probe with its parameters and how long it loads the path. */
export const pointSchema = z.strictObject({
  /** `tcp.streams=1.via=pod`: safe as a file name, unique within a plan. */
  id: z.string().regex(/^[a-z0-9.=-]+$/),
  probe: z.string(),
  params: paramsSchema,
  seconds: z.number().positive(),
});
export type Point = z.infer<typeof pointSchema>;

/** Makes a point; its id lists the parameters in the order given. */
export function point(probe: string, params: Params, seconds: number): Point {
  const id = [probe, ...Object.entries(params).map(([key, value]) => `${key}=${value}`)].join('.');
  return pointSchema.parse({ id, probe, params, seconds });
}
