import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { descendants } from '../process-runner.ts';
import { toolEnvironment } from './tool-environment.ts';

/**
 * A process that holds one scenario's namespaces. It is PID 1 of their PID namespace and reads a pipe
 * from the driver: when the driver ends in whatever way, the pipe ends, PID 1 ends, and the kernel
 * kills every process in there and frees namespaces, mounts and links.
 */
export interface Holder extends AsyncDisposable {
  /** In the driver's PID namespace. */
  readonly pid: number;
  /** Of `unshare`, its parent, which ends with it. */
  readonly parentPid: number;
}

/**
 * Ignoring SIGCHLD makes the kernel reap orphans, which PID 1 would have to do otherwise; Ctrl-C is for
 * the driver to act on.
 */
const setUp = `
set -e
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/netns /run/lock
if [ "$1" = root ] && [ -d /sys/fs/bpf ]; then mount -t bpf bpf /sys/fs/bpf || true; fi
resolv=$(readlink -m /etc/resolv.conf)
printf '%s' "$2" >/run/resolv.conf
case $resolv in
  /run/*) mkdir -p "\${resolv%/*}"; [ "$resolv" = /run/resolv.conf ] || cp /run/resolv.conf "$resolv" ;;
  *) mount --bind /run/resolv.conf "$resolv" ;;
esac
trap '' CHLD INT
echo ready
exec cat >/dev/null
`;

const unshareFlags = ['-n', '-m', '-p', '--fork', '--kill-child=KILL', '--mount-proc'];

/**
 * Starts a holder.
 * @param mode `root`, or `user` to do it as an ordinary user by way of a user namespace
 * @param resolvConf what processes inside read as /etc/resolv.conf
 * @throws Error with what unshare, mount or the kernel said
 */
export async function startHolder(mode: 'root' | 'user', resolvConf: string): Promise<Holder> {
  const flags = mode === 'user' ? ['-U', '-r', ...unshareFlags] : unshareFlags;
  const child = spawn('unshare', [...flags, 'sh', '-c', setUp, 'holder', mode, resolvConf], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: toolEnvironment(),
  });
  await ready(child);
  const parentPid = child.pid ?? 0;
  const [pid] = await descendants(parentPid);
  if (pid === undefined) throw new Error('the holder of the namespaces ended at once');
  const exited = once(child, 'exit');
  return {
    pid,
    parentPid,
    async [Symbol.asyncDispose]() {
      child.stdin?.end();
      await exited;
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // Without a listener a holder that is killed would end the driver with EPIPE.
  child.stdin?.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`unshare: ${error.message}`)));
    child.once('close', () => reject(new Error(stderr.trim() || 'unshare ended without a word')));
    child.stdout?.once('data', () => resolve());
  });
}
