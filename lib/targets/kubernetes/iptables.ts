import { filtered } from './inspector.ts';

/**
 * A shell function that names the iptables in use. There are two kinds in one kernel, and asking the legacy
 * kind makes its tables where there were none: it is named only where it has them.
 */
export const pickIptables = `iptables_here() {
  if grep -qs nat /proc/net/ip_tables_names && command -v iptables-legacy >/dev/null
  then echo iptables-legacy
  elif command -v iptables-nft >/dev/null
  then echo iptables-nft
  else echo iptables
  fi
}`;

/** What kube-proxy has written into the nat table of a node. */
export interface KubeProxyRules {
  /** Rules of its Services and endpoints. */
  readonly rules: number;
  /** Service ports with endpoints: the chain that a new connection walks. */
  readonly services: number;
  /** Where the measured Service's port stands in it, from 1; 0 where it has none. */
  readonly index: number;
  /** How many of them are of service scaling. */
  readonly scaled: number;
}

/**
 * For the inspector: four numbers in one line, in the order of `KubeProxyRules`.
 * @param measured the Service's port, as kube-proxy names it: `namespace/name:port`
 * @param scaledPrefix how the names of the many Services begin: `namespace/scale-`
 */
export function countRules(measured: string, scaledPrefix: string): string {
  return `${pickIptables}\n${filtered('$(iptables_here)-save -t nat', countIn(measured, scaledPrefix))}`;
}

function countIn(measured: string, scaledPrefix: string): string {
  const program = [
    '/^-A KUBE-(SERVICES|SVC-|SEP-|EXT-|FW-)/ { rules++ }',
    '/^-A KUBE-SERVICES .* -j KUBE-SVC-/ { services++',
    `if (index($0, "\\"${measured} ")) at = services`,
    `if (index($0, "\\"${scaledPrefix}")) scaled++ }`,
    'END { print rules + 0, services + 0, at + 0, scaled + 0 }',
  ].join('\n');
  return `awk '${program}'`;
}

/**
 * For the inspector: how often one of these chains was left for an endpoint. Of a connection only the first
 * packet gets there.
 */
export function countHits(chains: readonly string[]): string {
  const count = "awk '/KUBE-SEP-/ { hits += $1 } END { print hits + 0 }'";
  const listings = chains.map((chain) => `$(iptables_here) -t nat -nvxL ${chain}`);
  return `${pickIptables}\n${filtered(listings.join(' && '), count)}`;
}

/** @throws Error when it is not what the command of `countRules` prints */
export function readRuleCount(text: string): KubeProxyRules {
  const numbers = /^(\d+) (\d+) (\d+) (\d+)$/.exec(text.trim());
  if (!numbers) throw new Error(`not a count of rules: "${text.slice(0, 60)}"`);
  const [rules = 0, services = 0, index = 0, scaled = 0] = numbers.slice(1).map(Number);
  return { rules, services, index, scaled };
}
