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

/** For the inspector: four numbers in one line, in the order of `KubeProxyRules`. */
export function countRules(measured: string, scaledPrefix: string): string {
  const program = [
    '/^-A KUBE-(SERVICES|SVC-|SEP-|EXT-|FW-)/ { rules++ }',
    '/^-A KUBE-SERVICES .* -j KUBE-SVC-/ { services++',
    `if (index($0, "\\"${measured} ")) at = services`,
    `if (index($0, "\\"${scaledPrefix}")) scaled++ }`,
    'END { print rules + 0, services + 0, at + 0, scaled + 0 }',
  ].join('\n');
  return `${pickIptables}\n$(iptables_here)-save -t nat | awk '${program}'`;
}

/** @throws Error when it is not what the command of `countRules` prints */
export function readRuleCount(text: string): KubeProxyRules {
  const numbers = text.trim().split(' ').map(Number);
  const [rules, services, index, scaled] = numbers;
  if (
    numbers.length !== 4 ||
    numbers.some((number) => !Number.isInteger(number)) ||
    rules === undefined ||
    services === undefined ||
    index === undefined ||
    scaled === undefined
  )
    throw new Error(`not a count of rules: "${text.slice(0, 60)}"`);
  return { rules, services, index, scaled };
}
