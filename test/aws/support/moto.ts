import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Input } from '../../../scripts/chart-inputs.ts';

const version = '5.2.5';
const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const folder = join(cache, 'eks-cni-bench', `moto-${version}`);
const server = fileURLToPath(new URL('server.py', import.meta.url));
const installTimeoutMillis = 300_000;

/** AWS's APIs as moto imitates them, in a process of its own. */
export interface Moto {
  /** By the name localhost: only so does moto know a bucket's name in the path. */
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** A Python that has moto, in an environment made on first use; or why it is not to be had. */
export async function motoPython(): Promise<Input> {
  const path = join(folder, 'bin', 'python');
  // Written last, so that what was interrupted is made again.
  const whole = join(folder, 'bin', 'moto_server');
  if (await isThere(whole)) return { path };
  const venv = await execa('python3', ['-m', 'venv', folder], { reject: false });
  if (venv.failed) return { missing: 'python3 with venv is needed for moto' };
  const pip = await execa(path, ['-m', 'pip', 'install', '--quiet', `moto[server]==${version}`], {
    reject: false,
    timeout: installTimeoutMillis,
  });
  return pip.failed ? { missing: `pip cannot install moto ${version}` } : { path };
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

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
