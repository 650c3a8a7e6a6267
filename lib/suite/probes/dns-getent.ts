import { median } from 'simple-statistics';
import { z } from 'zod';
import type { ToolOutput } from '../ports.ts';
import { OutputError, type Probe } from '../probe.ts';
import { lookedUpName } from './dns-names.ts';
import { expectThat, outputAt } from './json.ts';
import { reading } from './reading.ts';

const paramsSchema = z.strictObject({});

/** How many lookups a run has at most; each takes about 3 ms, most of it for starting getent. */
const mostLookups = 1000;

/**
 * `$1` the name, `$2` for how many seconds. One line a lookup: the clock before and after, in ns; at the
 * end their number. A lookup that fails ends the script with getent's status.
 */
const script = `n=0; end=$(($(date +%s%N) + $2 * 1000000000))
while [ $n -lt ${mostLookups} ]; do
  before=$(date +%s%N)
  [ "$before" -lt "$end" ] || break
  getent hosts "$1" >/dev/null || { status=$?; echo "getent found no $1" >&2; exit $status; }
  echo "$before $(date +%s%N)"
  n=$((n + 1))
done
echo "$n lookups"`;

/**
 * The published report's DNS figure: whole milliseconds around a fork of getent. It is the cost of
 * starting a process rather than of DNS, and stands here to compare with what was published.
 */
export const dnsGetent: Probe = {
  id: 'dns-getent',
  title: 'DNS by getent (published method)',
  tools: ['getent'],
  metrics: () => ['dns.getent'],
  expectedSeconds: (_params, seconds) => Math.ceil(seconds),
  next({ params, seconds }, outputs) {
    paramsSchema.parse(params);
    if (outputs.length > 0) return undefined;
    return {
      role: 'client',
      argv: ['sh', '-c', script, 'getent-loop', lookedUpName, String(Math.ceil(seconds))],
      timeoutSeconds: seconds + 15,
      placement: 'same-core',
    };
  },
  parse(outputs) {
    const millis = readMillis(outputAt(outputs, 0));
    const p50 = median(millis);
    expectThat(p50 > 0, 'getent: lookups took less than the whole millisecond that this method can tell');
    return [reading('dns.getent', p50)];
  },
};

/** Whole milliseconds, cut off as the shell's arithmetic cuts them off. */
function readMillis({ stdout, durationMillis }: ToolOutput): number[] {
  expectThat(stdout.trim() !== '', 'getent: no time was printed');
  const lines = stdout.trimEnd().split('\n');
  const closing = lines.pop();
  expectThat(lines.length > 0, 'getent: not one lookup was timed');
  expectThat(
    closing === `${lines.length} lookups`,
    `getent: "${closing?.slice(0, 60)}" does not close the list`,
  );
  const nanos = lines.map((line) => {
    // Nineteen digits are nanoseconds; busybox's date knows no %N and gives seconds.
    const [, before, after] = /^(\d{19}) (\d{19})$/.exec(line) ?? [];
    if (!before || !after) throw new OutputError(`getent: "${line.slice(0, 60)}" is no pair of times in ns`);
    return Number(BigInt(after) - BigInt(before));
  });
  expectThat(
    nanos.every((took) => took > 0),
    'getent: a lookup ended before it began',
  );
  expectThat(
    nanos.reduce((sum, took) => sum + took, 0) <= durationMillis * 1e6,
    'getent: the lookups took longer than the command',
  );
  return nanos.map((took) => Math.floor(took / 1e6));
}
