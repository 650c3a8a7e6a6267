import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import type { Facts } from '../../suite/ports.ts';
import type { Capabilities } from './capabilities.ts';
import { shapedLinkFact } from './shaped-link.ts';

/** What of the host can change a figure, and what its kernel lacks. */
export async function readEnvironment(host: Capabilities, settings: Facts): Promise<Facts> {
  const read = async (path: string) => (await readFile(path, 'utf8').catch(() => 'unknown')).trim();
  const [clocksource, congestion, available, cpuinfo] = await Promise.all([
    read('/sys/devices/system/clocksource/clocksource0/current_clocksource'),
    read('/proc/sys/net/ipv4/tcp_congestion_control'),
    read('/proc/sys/net/ipv4/tcp_available_congestion_control'),
    read('/proc/cpuinfo'),
  ]);
  const [first] = cpus();
  return {
    kernel: release(),
    processor: first?.model ?? 'unknown',
    processors: cpus().length,
    'memory MiB': Math.round(totalmem() / 2 ** 20),
    virtualised: /^flags\s*:.*\bhypervisor\b/m.test(cpuinfo),
    clocksource,
    'host congestion control': congestion,
    'congestion controls': available,
    privileges: host.root ? 'root' : 'ordinary user',
    ...(host.noNamespaces ? { namespaces: host.noNamespaces } : { iptables: host.iptables ?? 'none' }),
    'shaped link': shapedLinkFact(host),
    missing: [...host.missing].sort().join(', ') || 'nothing that was looked for',
    ...settings,
  };
}
