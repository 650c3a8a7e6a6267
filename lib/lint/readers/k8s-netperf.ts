import { z } from 'zod';
import type { Claim } from '../claim.ts';
import type { Reader } from '../reader.ts';
import { shown } from '../rule.ts';

const cpuSchema = z.looseObject({ idleCPU: z.number(), systemCPU: z.number(), userCPU: z.number() });

const documentSchema = z.looseObject({
  driver: z.string(),
  profile: z.string(),
  samples: z.number(),
  throughput: z.number(),
  latency: z.number(),
  tputMetric: z.string(),
  udpLossPercent: z.number().optional(),
  burst: z.number().optional(),
  serverCPU: cpuSchema.optional(),
  clientCPU: cpuSchema.optional(),
  /** Absent in versions that archive zeros without saying so. */
  serverCPUCollected: z.boolean().optional(),
  clientCPUCollected: z.boolean().optional(),
  /** 95 % interval of the throughput; two zeros below two samples. */
  confidence: z.array(z.number()).optional(),
});
type Document = z.infer<typeof documentSchema>;

/** `k8s-netperf --json`: one document a scenario. */
export const k8sNetperf: Reader = {
  title: 'k8s-netperf',
  read({ json }) {
    const { data: documents } = z.array(documentSchema).min(1).safeParse(json);
    return documents?.flatMap((document, index) => claimsOf(document, `/${index}`));
  },
};

function claimsOf(document: Document, at: string): Claim[] {
  return [
    { at: `${at}/samples`, kind: 'repetitions', count: document.samples },
    {
      at: `${at}/throughput`,
      kind: 'figure',
      name: 'throughput',
      value: document.throughput,
      zeroMeans: 'k8s-netperf writes 0 when it could not average its samples, or a driver gave nothing',
    },
    ...udpClaims(document, at),
    ...latencyClaims(document, at),
    ...cpuClaims(document, at, 'server'),
    ...cpuClaims(document, at, 'client'),
    ...confidenceClaims(document, at),
  ];
}

/** Its iperf3 driver reads end.sum, which is the sender's; its netperf driver reads what arrived. */
function udpClaims({ driver, profile, throughput, udpLossPercent }: Document, at: string): Claim[] {
  if (driver !== 'iperf3' || !profile.includes('UDP') || throughput <= 0) return [];
  const loss = udpLossPercent === undefined ? {} : { lossPercent: udpLossPercent };
  return [{ at: `${at}/throughput`, kind: 'udp rate', rate: throughput * 1e6, ...loss }];
}

function latencyClaims({ driver, profile, latency, burst = 0 }: Document, at: string): Claim[] {
  const place = `${at}/latency`;
  if (latency <= 0)
    return [
      {
        at: place,
        kind: 'figure',
        name: 'latency',
        value: latency,
        zeroMeans: `${driver} gave no latency of ${profile}`,
      },
    ];
  const method = profile.includes('STREAM') ? 'send call' : burst > 0 ? 'several in flight' : 'one at a time';
  return [{ at: place, kind: 'latency', text: `latency ${shown(latency)} us of ${profile}`, method }];
}

function cpuClaims(document: Document, at: string, role: 'server' | 'client'): Claim[] {
  const cpu = document[`${role}CPU`];
  if (!cpu) return [];
  const place = `${at}/${role}CPU/idleCPU`;
  const allZero = cpu.idleCPU === 0 && cpu.systemCPU === 0 && cpu.userCPU === 0;
  if (document[`${role}CPUCollected`] === false || allZero)
    return [
      {
        at: place,
        kind: 'figure',
        name: `${role}CPU`,
        value: cpu.idleCPU,
        zeroMeans: 'processor time was not collected, and its zeros are archived',
      },
    ];
  return role === 'server'
    ? [{ at: place, kind: 'processor', what: "the server's node", usedPercent: 100 - cpu.idleCPU }]
    : [];
}

function confidenceClaims({ confidence = [], samples, throughput }: Document, at: string): Claim[] {
  const [low, high] = confidence;
  if (samples < 2 || low === undefined || high === undefined) return [];
  return [
    {
      at: `${at}/confidence`,
      kind: 'derived',
      name: 'throughput',
      value: throughput,
      from: 'the middle of its confidence interval',
      expected: (low + high) / 2,
      tolerance: 0.01,
    },
  ];
}
