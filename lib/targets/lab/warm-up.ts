import { runProcess } from '../process-runner.ts';
import type { LabPod } from './datapath.ts';
import { execute, type Surroundings } from './execute.ts';
import { ports } from './server-ports.ts';
import { processesOf, type Server } from './servers.ts';
import { toolEnvironment } from './tool-environment.ts';

/**
 * Makes the servers that load their application after they listen answer once, since the first
 * measured request would wait for that, and only then confines them to the servers' processor: several
 * testbeds load theirs at once. Whether a request is answered is for the measurement to say.
 */
export async function warmUp(
  servers: readonly Server[],
  pods: readonly LabPod[],
  where: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const slow = servers.filter(({ program, trouble }) => program.loadsLate && trouble === undefined);
  const addresses = pods
    .filter(({ name }) => slow.some(({ program }) => program.namespace === name))
    .map(({ address }) => address);
  await Promise.all(addresses.map((address) => request(address, where, signal)));
  const [taskset, ...args] = where.placement.server;
  if (taskset === undefined) return;
  for (const pid of await processesOf(slow))
    await runProcess([taskset, '-a', '-p', ...args, String(pid)], {
      timeoutSeconds: 5,
      env: toolEnvironment(),
    });
}

async function request(address: string, where: Surroundings, signal: AbortSignal): Promise<void> {
  const url = `http://${address}:${ports.httpbin}/status/200`;
  await execute(
    {
      role: 'client',
      argv: ['fortio', 'curl', '-quiet', '-timeout', '30s', url],
      timeoutSeconds: 35,
      placement: 'separate-cores',
    },
    where,
    signal,
  );
}
