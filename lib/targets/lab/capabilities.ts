import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { runProcess } from '../process-runner.ts';
import { findTool, toolEnvironment } from './tool-environment.ts';

/** What this host lets the lab do, probed once. */
export interface Capabilities {
  /** Whether namespaces are made by root; otherwise by way of a user namespace. */
  readonly root: boolean;
  /** Set when no namespaces can be made: by what it is forbidden, or what is missing. */
  readonly noNamespaces: string | undefined;
  /** Mount point of cgroup2, when root may make folders in it. */
  readonly cgroup2: string | undefined;
  /** Which iptables works in a new namespace. */
  readonly iptables: 'legacy' | 'nft' | undefined;
  /** Names of what the kernel does not have: `fq`, `vxlan`, `bbr`, ... */
  readonly missing: ReadonlySet<string>;
}

/** Each line tries one thing in namespaces that end with the script, and prints its name if it fails. */
const trials = `
mode=$1
try() { name=$1; shift; "$@" >/dev/null 2>&1 || echo "missing $name"; }
ip link set lo up || exit 3
try veth ip link add name v0 type veth peer name v1
try vxlan ip link add name x0 type vxlan id 1 dstport 4789 dev lo
try geneve ip link add name g0 type geneve id 1 remote 192.0.2.1
try netkit ip link add name n0 type netkit
for qdisc in fq fq_codel netem tbf; do
  case $qdisc in
    netem) set -- delay 1ms ;;
    tbf) set -- rate 1gbit burst 100k latency 50ms ;;
    *) set -- ;;
  esac
  try $qdisc tc qdisc replace dev lo root $qdisc "$@"
done
try ipvs test -e /proc/net/ip_vs
try bbr grep -qw bbr /proc/sys/net/ipv4/tcp_available_congestion_control
try conntrack-count test -e /proc/sys/net/netfilter/nf_conntrack_count
try tun test -e /dev/net/tun
# Only root may ask the kernel for programme types.
if [ "$mode" = root ] && command -v bpftool >/dev/null; then
  bpftool feature probe kernel 2>/dev/null | grep -q 'program_type xdp is available' || echo 'missing xdp'
fi
mount -t tmpfs tmpfs /run || exit 4
rule='-t nat -A OUTPUT -m addrtype --dst-type LOCAL -m statistic --mode random --probability 0.5 -m comment --comment x -j RETURN'
for flavour in legacy nft; do
  if iptables-$flavour $rule >/dev/null 2>&1; then echo "iptables $flavour"; break; fi
done
`;

const flags = ['-n', '-m', '-p', '--fork', '--kill-child=KILL', '--mount-proc'];

async function tryAs(root: boolean): Promise<{ lines: string[]; failure: string | undefined }> {
  const argv = [
    'unshare',
    ...(root ? [] : ['-U', '-r']),
    ...flags,
    'sh',
    '-c',
    trials,
    'trials',
    root ? 'root' : 'user',
  ] as const;
  const output = await runProcess([...argv] as [string, ...string[]], {
    timeoutSeconds: 20,
    env: toolEnvironment(),
  });
  if (output.exitCode === 0) return { lines: output.stdout.split('\n'), failure: undefined };
  return {
    lines: [],
    failure: output.startError ?? (output.stderr.trim().split('\n')[0] || `status ${output.exitCode}`),
  };
}

/** Probes the host: takes about 300 ms and leaves nothing behind. */
export async function probeCapabilities(): Promise<Capabilities> {
  const none = { root: false, cgroup2: undefined, iptables: undefined, missing: new Set<string>() };
  const absent = ['ip', 'tc', 'unshare', 'nsenter'].filter((tool) => !findTool(tool));
  if (absent.length > 0)
    return { ...none, noNamespaces: `${absent.join(', ')}: not found (Debian: iproute2, util-linux)` };
  const asRoot = userInfo().uid === 0 ? await tryAs(true) : undefined;
  const root = asRoot !== undefined && asRoot.failure === undefined;
  const { lines, failure } = root ? asRoot : await tryAs(false);
  if (failure !== undefined) return { ...none, noNamespaces: await whyForbidden(failure) };
  const found = lines.map((line) => line.split(' '));
  const flavour = found.find(([kind]) => kind === 'iptables')?.[1];
  return {
    root,
    noNamespaces: undefined,
    cgroup2: root ? await cgroup2Mount() : undefined,
    iptables: flavour === 'legacy' || flavour === 'nft' ? flavour : undefined,
    missing: new Set(found.flatMap(([kind, name]) => (kind === 'missing' && name ? [name] : []))),
  };
}

async function whyForbidden(failure: string): Promise<string> {
  const read = async (path: string) => (await readFile(path, 'utf8').catch(() => '')).trim();
  const sysctl = (name: string) => read(`/proc/sys/${name.replaceAll('.', '/')}`);
  for (const [name, forbidding] of [
    ['kernel.unprivileged_userns_clone', '0'],
    ['user.max_user_namespaces', '0'],
    ['kernel.apparmor_restrict_unprivileged_userns', '1'],
  ] as const)
    if ((await sysctl(name)) === forbidding)
      return `user namespaces are forbidden by the sysctl ${name}=${forbidding} (${failure})`;
  if (/^Seccomp:\s*2$/m.test(await read('/proc/self/status')))
    return `namespaces are forbidden, probably by this container's seccomp filter (${failure})`;
  return `namespaces cannot be made: ${failure}`;
}

async function cgroup2Mount(): Promise<string | undefined> {
  const mounts = await readFile('/proc/self/mounts', 'utf8');
  return mounts
    .split('\n')
    .map((line) => line.split(' '))
    .find(([, , type, options]) => type === 'cgroup2' && options?.split(',').includes('rw'))?.[1];
}
