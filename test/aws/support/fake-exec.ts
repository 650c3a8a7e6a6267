import { readFileSync } from 'node:fs';

/** How a command in a container ends. */
export interface Ended {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

const recorded: readonly { stdout: string }[] = JSON.parse(
  readFileSync(new URL('../../fixtures/tools/rtt.pod.json', import.meta.url), 'utf8'),
);

const versions: Readonly<Record<string, string>> = {
  iperf3: 'iperf 3.18',
  fortio: '1.65.0',
  dnsperf: 'Version 2.14.0',
  getent: 'getent (GNU libc) 2.41',
};

/** What of a node's inspector is asked for, by title, where the VPC CNI and kube-proxy are the datapath. */
const inspected = (scaled: number): Readonly<Record<string, string>> => ({
  kernel: '6.12',
  route: '[{"dev":"eth0"}]',
  uplink: '[{"dev":"eth0"}]',
  links: '[{"ifname":"eth0","mtu":9001}]',
  queues: '[{"dev":"eth0","kind":"mq","root":true}]',
  driver: 'ena',
  congestion: 'cubic',
  'kube-proxy': 'iptables',
  rules: `40 4 1 ${scaled}`,
  uptime: `${performance.now() / 1000} 0`,
  quiet: 'yes',
  processes: '1',
});

/**
 * Answers a command as a pod of a healthy cluster would: the inspector tells a datapath of scenario A, Fortio
 * prints a recorded output, other tools fail.
 * @param scaled how many Services of service scaling the node has
 */
export function endOf(argv: readonly string[], scaled: number): Ended {
  const [tool = '', first = '', script = ''] = argv;
  if (tool === 'sh') return { stdout: parts(script).length > 0 ? sections(script, scaled) : '9001' };
  if (['version', '--version', '-h'].includes(first)) return { stdout: `${versions[tool]}\n` };
  if (tool === 'fortio') return { stdout: recorded[0]?.stdout ?? '' };
  return { stderr: `${tool}: unable to connect`, exitCode: 1 };
}

function sections(script: string, scaled: number): string {
  const known = inspected(scaled);
  return parts(script)
    .map(([, mark = '', title = '']) => {
      const answer = known[title];
      return `${mark} ${title}\n${answer ?? ''}\n${mark} ${answer === undefined ? 1 : 0}\n`;
    })
    .join('');
}

/** Each part of an inspector's script, by the line that tells its title. */
function parts(script: string) {
  return [...script.matchAll(/^echo '([0-9a-f-]{36}) ([^']+)'/gm)];
}

/** Whether a command measures, and not only asks. */
export function measures([tool = '', first = '']: readonly string[]): boolean {
  return tool !== 'sh' && !['version', '--version', '-h'].includes(first);
}
