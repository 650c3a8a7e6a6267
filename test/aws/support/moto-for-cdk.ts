import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Input } from '../../../scripts/chart-inputs.ts';
import { moto } from './moto.ts';

const server = fileURLToPath(new URL('server.py', import.meta.url));

/** AWS's APIs as moto imitates them, in a process of its own, with what deployments by CDK need besides. */
export interface Moto {
  /** By the name localhost: only so does moto know a bucket's name in the path. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** The Python of the environment that has moto; or why it is not to be had. */
export async function motoPython(): Promise<Input> {
  const found = await moto();
  return 'path' in found ? { path: join(dirname(found.path), 'python') } : found;
}

/** @param python of `motoPython` */
export async function startMoto(python: string): Promise<Moto> {
  const running = execa(python, [server], { reject: false, stderr: 'ignore' });
  const ended = running.then(({ message }) => {
    throw new Error(`moto ended: ${message}`);
  });
  // Only of interest until it listens.
  ended.catch(() => undefined);
  const lines = createInterface({ input: running.stdout });
  const [port] = await Promise.race([once(lines, 'line'), ended]);
  return {
    endpoint: `http://localhost:${port}`,
    async stop() {
      running.stdin.end();
      await running;
    },
  };
}
