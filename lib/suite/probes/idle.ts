import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { costOf, memoryOf } from './cost.ts';

const paramsSchema = z.strictObject({});

/** What a cluster spends on its datapath while nobody uses it. */
export const idle: Probe = {
  id: 'idle',
  title: 'No load',
  tools: [],
  metrics: () => [
    'idle.cpu',
    'idle.cni-cpu',
    'idle.cni-memory',
    'idle.kube-proxy-cpu',
    'idle.kube-proxy-memory',
  ],
  expectedSeconds: (_params, seconds) => seconds,
  next({ params, seconds }, outputs) {
    paramsSchema.parse(params);
    if (outputs.length > 0) return undefined;
    return {
      role: 'inspector',
      argv: ['sleep', String(seconds)],
      timeoutSeconds: seconds + 10,
      placement: 'separate-cores',
    };
  },
  parse(_outputs, _params, observed) {
    // For each second of one processor, in percent of it.
    const percents = observed.wallMillis / 1000 / 100;
    return [
      costOf('idle.cpu', 'cpu.busy', observed, percents),
      costOf('idle.cni-cpu', 'cni.cpu-seconds', observed, percents),
      memoryOf('idle.cni-memory', 'cni.memory-bytes', observed),
      costOf('idle.kube-proxy-cpu', 'kube-proxy.cpu-seconds', observed, percents),
      memoryOf('idle.kube-proxy-memory', 'kube-proxy.memory-bytes', observed),
    ];
  },
};
