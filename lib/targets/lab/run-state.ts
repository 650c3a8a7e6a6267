import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { parseProcessStat } from '../proc-files.ts';
import { runProcess } from '../process-runner.ts';

/** What a driver has made, written down before or as it is made, so that others can remove it. */
export interface RunState extends AsyncDisposable {
  /** @param value a PID, or the path of a cgroup or a folder */
  remember(kind: 'process' | 'cgroup' | 'folder', value: number | string): Promise<void>;
}

/**
 * Removes what a state file names, prints a line for each, and deletes the file. A process counts as
 * the one meant only if its start time is the recorded one: PIDs are used again.
 */
const removeEverything = `
[ -e "$1" ] || exit 0
while read -r kind start value; do
  [ "$kind" = process ] || continue
  stat=$(cat "/proc/$value/stat" 2>/dev/null) || continue
  set -- "$1" \${stat##*) }
  [ "\${21}" = "$start" ] && kill -9 "$value" && echo "process $value"
done <"$1"
while read -r kind start value; do
  case $kind in
    cgroup)
      tries=500
      while [ -d "$value" ] && ! rmdir "$value" 2>/dev/null && [ $tries -gt 0 ]; do
        tries=$((tries - 1)); sleep 0.02
      done
      [ $tries -eq 500 ] || echo "cgroup $value" ;;
    folder)
      [ -d "$value" ] && rm -rf -- "$value" && echo "folder $value" ;;
  esac
done <"$1"
rm -f -- "$1"
`;

/** Sits in a session of its own and waits for the end of the driver's pipe, however the driver ends. */
const watch = `cat >/dev/null; ${removeEverything}`;

/** Where this user's state files are. */
export function stateFolder(): string {
  const { uid } = userInfo();
  if (uid === 0) return '/run/cni-bench';
  const runtime = process.env.XDG_RUNTIME_DIR;
  return runtime && existsSync(runtime) ? join(runtime, 'cni-bench') : `/tmp/cni-bench-${uid}`;
}

async function startTimeOf(pid: number): Promise<string | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseProcessStat(text).startTicks;
}

/** Begins the state of this driver and starts its watcher. */
export async function openRunState(folder = stateFolder()): Promise<RunState> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (statSync(folder).uid !== userInfo().uid)
    throw new Error(`${folder} belongs to another user: remove it, or set XDG_RUNTIME_DIR`);
  const file = join(folder, `${process.pid}-${await startTimeOf(process.pid)}-${Date.now()}.state`);
  appendFileSync(file, '');
  const watcher = spawn('sh', ['-c', watch, 'cni-bench-watcher', file], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.stdin.on('error', () => undefined);
  await once(watcher, 'spawn');
  return {
    async remember(kind, value) {
      const start = typeof value === 'number' ? await startTimeOf(value) : undefined;
      appendFileSync(file, `${kind} ${start ?? '-'} ${value}\n`);
    },
    async [Symbol.asyncDispose]() {
      await rm(file, { force: true });
      const exited = once(watcher, 'exit');
      watcher.stdin.end();
      await exited;
    },
  };
}

/**
 * Removes what dead drivers of this user left behind: processes, cgroups, folders. What belongs to a
 * driver that still lives is not touched.
 * @returns one line for each thing that was removed
 */
export async function cleanStrays(folder = stateFolder()): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid, start] = /^(\d+)-(\d+)-\d+\.state$/.exec(name) ?? [];
    if (!pid || (await startTimeOf(Number(pid))) === start) continue;
    const output = await runProcess(['sh', '-c', removeEverything, 'cni-bench-clean', join(folder, name)], {
      timeoutSeconds: 30,
    });
    removed.push(...output.stdout.split('\n').filter((line) => line !== ''));
  }
  return removed;
}
