/**
 * Whether the harness reads what the bare tool reads: the same command in the same namespaces on the
 * same processors, once through the suite and once spawned as it is, in pairs of random order. That
 * argv and place are the same is asserted in each pair. Prints the ratio of suite to bare with its 90 %
 * interval; how many pairs that takes is found by a pilot.
 *
 *   npm run bench:fidelity
 */
import { deepStrictEqual } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { parseScenario } from '../lib/domain/scenario.ts';
import type { Pair } from '../lib/domain/statistics/paired-ratio.ts';
import { measure } from '../lib/suite/measure.ts';
import type { Invocation } from '../lib/suite/ports.ts';
import { probes } from '../lib/suite/probes/registry.ts';
import { seededRandom } from '../lib/suite/random.ts';
import { openLab } from '../lib/targets/lab/target.ts';
import { figures } from './figures.ts';
import { printPairedRatio } from './paired-pilot.ts';
import { descendantsOf, type Sighting } from './processes.ts';
import { recording } from './recording.ts';

const { signal } = new AbortController();
const random = seededRandom(Number(process.env.SEED ?? 1));
// Without spinners: they are the lab's doing, and the bare tool has no way to make them pause.
await using target = await openLab({ spinners: false });
await using testbed = await target.open(parseScenario('A'), signal);

/** Looks at our descendants until the tool runs, and returns it with the whole command that led to it. */
async function sight(tool: string): Promise<{ tool: Sighting; command: readonly string[] }> {
  for (;;) {
    const processes = descendantsOf(process.pid);
    const found = processes.find((one) => one.argv[0] === tool && one.argv[1] !== 'server' && isClient(one));
    const wrapper =
      found && processes.find((one) => one.argv.length > found.argv.length && endsWith(one, found));
    if (found && wrapper) return { tool: found, command: wrapper.argv };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const isClient = ({ argv }: Sighting) => argv.includes('-c') || argv.includes('load');
const endsWith = (outer: Sighting, inner: Sighting) =>
  inner.argv.every((word, index) => outer.argv[outer.argv.length - inner.argv.length + index] === word);

async function runBare(command: readonly string[]): Promise<{ report: string; seen: Sighting }> {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let report = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    report += text;
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${file} ended with ${code}`))));
  });
  const toolAt = command.findIndex((word) => word === 'iperf3' || word === 'fortio');
  const [{ tool: seen }] = await Promise.all([sight(command[toolAt] ?? ''), ended]);
  return { report, seen };
}

for (const figure of [figures.throughput, figures.roundTrip, figures.http]) {
  const probe = probes.get(figure.point.probe);
  if (!probe) throw new Error(`no probe ${figure.point.probe}`);
  const fixed: Invocation[] = [];
  const found = await measure(testbed, recording(probe, fixed), figure.point, signal);
  if (found.samples.some((sample) => sample.outcome !== 'value')) throw new Error('the suite reads nothing');
  const invocation = fixed.at(-1);
  if (!invocation) throw new Error('the probe has no command');
  // The measured command alone: what a pilot found is in its flags, the same for both sides.
  const { command } = (await Promise.all([sight(invocation.argv[0]), testbed.exec(invocation, signal)]))[0];

  const suite = async () => {
    await target.settle(signal);
    const [{ tool }, output] = await Promise.all([
      sight(invocation.argv[0]),
      testbed.exec(invocation, signal),
    ]);
    // Probes that begin with a pilot read it, too: the first one stands for it.
    const outputs = fixed.length > 1 ? [...found.outputs.slice(0, -1), output] : [output];
    const sample = probe
      .parse(outputs, figure.point.params, found.observed)
      .find((one) => one.metric === figure.metric);
    if (sample?.outcome !== 'value') throw new Error(`the suite reads no ${figure.metric}`);
    return { value: sample.value, seen: tool };
  };
  const bare = async () => {
    await target.settle(signal);
    const { report, seen } = await runBare(command);
    return { value: figure.bare(report), seen };
  };
  const pairs = async (count: number): Promise<Pair[]> => {
    const made: Pair[] = [];
    for (let index = 0; index < count; index += 1) {
      const suiteFirst = random.index(2) === 0;
      const one = suiteFirst ? await suite() : undefined;
      const reference = await bare();
      const ours = one ?? (await suite());
      deepStrictEqual(
        { argv: ours.seen.argv, place: ours.seen.place },
        { argv: reference.seen.argv, place: reference.seen.place },
      );
      made.push({ reference: reference.value, value: ours.value });
    }
    return made;
  };
  await printPairedRatio(figure.metric, pairs);
}
