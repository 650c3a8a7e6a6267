import { z } from 'zod';
import type { Probe } from '../probe.ts';
import { readConnections } from './connections.ts';
import { costOf, memoryOf } from './cost.ts';
import { reachableQps, requestedSeconds } from './fortio.ts';
import { fortioLoad, fortioStartSeconds, pilotScale } from './fortio-load.ts';
import { targetMark } from './reading.ts';
import { clientRole, viaSchema } from './via.ts';

const paramsSchema = z.strictObject({ via: viaSchema });

/** A rate that every datapath keeps up with, in a lab of two processors as well as on EC2. */
const connectionsPerSecond = 1000;
/** So many that a slow answer does not hold the others up. */
const clients = 8;

/** What new connections cost, each for one small request: at a rate that leaves processors to spare. */
export const connectPaced: Probe = {
  id: 'connect-paced',
  title: `${connectionsPerSecond.toLocaleString('en')} connections a second`,
  tools: ['fortio'],
  metrics: () => [
    'cost.cpu-seconds-per-10k-connections',
    'cost.cni-cpu-seconds-per-10k-connections',
    'cost.cni-memory',
  ],
  expectedSeconds: (_params, seconds) => seconds + fortioStartSeconds,
  next({ params, seconds, address }, outputs) {
    if (outputs.length > 0) return undefined;
    const { via } = paramsSchema.parse(params);
    const { host, port } = address({ server: 'fast-http', via });
    return fortioLoad({
      role: clientRole(via),
      url: `http://${host}:${port}/`,
      seconds,
      connections: clients,
      qps: connectionsPerSecond,
      scale: pilotScale,
      placement: 'separate-cores',
      flags: ['-nocatchup', '-uniform', '-keepalive=false'],
    });
  },
  parse(outputs, _params, observed) {
    const { report, connections } = readConnections(outputs, 0);
    const reachable = reachableQps(connectionsPerSecond, report.NumThreads, requestedSeconds(report));
    const marks = targetMark(report.ActualQPS, reachable);
    const tenThousands = connections.Count / 10_000;
    return [
      costOf('cost.cpu-seconds-per-10k-connections', 'cpu.busy', observed, tenThousands, marks),
      costOf('cost.cni-cpu-seconds-per-10k-connections', 'cni.cpu-seconds', observed, tenThousands, marks),
      memoryOf('cost.cni-memory', 'cni.memory-bytes', observed),
    ];
  },
};
