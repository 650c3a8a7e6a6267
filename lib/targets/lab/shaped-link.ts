import { z } from 'zod';
import { shapedLink } from '../../domain/shaped-link.ts';
import type { Capabilities } from './capabilities.ts';
import type { LabNamespaces } from './datapath.ts';

/** More than the largest segment that leaves a stack at once; the filter would cut it into packets otherwise. */
const burstBytes = 256 * 1024;

const queuesSchema = z.array(z.object({ kind: z.string(), dev: z.string().optional() }));

/** What the environment's facts say of it. */
export function shapedLinkFact({ missing }: Capabilities): string {
  if (missing.has('tbf')) return 'none: the kernel has no tbf';
  const { bitsPerSecond, queueMillis } = shapedLink;
  return `tbf of ${bitsPerSecond / 1e9} Gbit/s with ${queueMillis} ms of queue, while a probe asks for it`;
}

/**
 * Runs a command while the fabric's end of every node's link is a bottleneck. It is the same for every datapath,
 * since all of them cross the fabric, and is gone with the command.
 * @throws Error when the kernel does not make it so
 */
export async function whileShaped<T>(
  lab: Pick<LabNamespaces, 'run' | 'nodes'>,
  command: () => Promise<T>,
): Promise<T> {
  const batch = (line: (link: string) => string) => {
    const lines = lab.nodes.map(({ name }) => line(name));
    return lab.run('fabric', ['tc', '-batch', '-'], `${lines.join('\n')}\n`);
  };
  const { bitsPerSecond, queueMillis } = shapedLink;
  const filter = `tbf rate ${bitsPerSecond}bit burst ${burstBytes}b latency ${queueMillis}ms`;
  try {
    await batch((link) => `qdisc replace dev ${link} root ${filter}`);
    const queues = queuesSchema.parse(JSON.parse(await lab.run('fabric', ['tc', '-j', 'qdisc', 'show'])));
    const open = lab.nodes.find(({ name }) => !queues.some((one) => one.dev === name && one.kind === 'tbf'));
    if (open) throw new Error(`the link to ${open.name} is not shaped`);
    return await command();
  } finally {
    await batch((link) => `qdisc replace dev ${link} root noqueue`);
  }
}
