import { readFileSync } from 'node:fs';
import type { FakeDatapath } from './fake-datapath.ts';

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

/**
 * Answers a command as a pod of a healthy cluster would: the inspector tells the datapath, Fortio prints a recorded
 * output, other tools fail.
 * @param scaled how many Services of service scaling the node has
 */
export function endOf(argv: readonly string[], datapath: FakeDatapath, scaled: number): Ended {
  const [tool = '', first = '', script = ''] = argv;
  if (tool === 'sh')
    return {
      stdout:
        parts(script).length > 0 ? sections(script, datapath.inspected(scaled)) : String(datapath.podMtu),
    };
  if (['version', '--version', '-h'].includes(first)) return { stdout: `${versions[tool]}\n` };
  if (tool === 'fortio') return { stdout: recorded[0]?.stdout ?? '' };
  return { stderr: `${tool}: unable to connect`, exitCode: 1 };
}

function sections(script: string, known: Readonly<Record<string, string>>): string {
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
