import { z } from 'zod';
import data from './report-2026-02-09.json' with { type: 'json' };

const rate = z.strictObject({ qps: z.number(), p50Ms: z.number().optional(), p99Ms: z.number() });

const scenarioSchema = z.strictObject({
  tcpThroughputGbps: z.number(),
  udpSenderGbps: z.number(),
  udpLossPercent: z.number(),
  loadedRttMeanUs: z.number(),
  http1000: rate,
  http5000: rate,
  httpMax: rate,
  dns: z.strictObject({ p50Ms: z.number(), p99Ms: z.number() }),
  /** Lowest and highest, idle. */
  cniCpuMillicores: z.tuple([z.number(), z.number()]).nullable(),
  cniMemoryMi: z.number().nullable(),
});

/** At a number of Services; what was not measured is absent. */
const levelSchema = z.strictObject({
  services: z.number().int(),
  http1000P99Ms: z.number().optional(),
  http1000AvgMs: z.number().optional(),
  maxQps: z.number().optional(),
  tcpThroughputGbps: z.number().optional(),
  natRules: z.number().int().optional(),
  syncMs: z.number().optional(),
  connectAvgUs: z.number().optional(),
  closeAvgMs: z.number().optional(),
  closeP99Ms: z.number().optional(),
  dnsP50Ms: z.number().optional(),
});

const schema = z.strictObject({
  source: z.string(),
  measured: z.iso.date(),
  kernel: z.string(),
  serviceCidr: z.string(),
  scenarios: z.strictObject({
    A: scenarioSchema,
    B: scenarioSchema,
    C: scenarioSchema,
    D: scenarioSchema,
    E: scenarioSchema,
  }),
  serviceScaling: z.strictObject({
    'iptables (A)': z.array(levelSchema),
    'eBPF (E)': z.array(levelSchema),
  }),
  headlineClaims: z.array(z.string()).length(7),
});

/**
 * The published report as a run that is only read: one value a metric, from one cluster, the scenarios one
 * after the other. What its figures are is in docs/methodology.md.
 */
export const publishedReport = schema.parse(data);
