/**
 * Whether a cluster is read as by hand: the same command in the same pod, once through the suite and once by
 * `kubectl exec`, in pairs of random order. Prints the ratio of suite to kubectl with its 90 % interval.
 *
 *   KUBECONFIG=... npm run bench:exec-fidelity -- [KUBECTL] [roundTrip|connect|http...]
 */
import { execa } from 'execa';
import { namespace } from '../charts/labels.ts';
import { defaultImages } from '../lib/domain/images.ts';
import { foreignDatapath } from '../lib/domain/scenario.ts';
import type { Pair } from '../lib/domain/statistics/paired-ratio.ts';
import { measure } from '../lib/suite/measure.ts';
import type { Invocation } from '../lib/suite/ports.ts';
import { probes } from '../lib/suite/probes/registry.ts';
import { seededRandom } from '../lib/suite/random.ts';
import { connect } from '../lib/targets/kubernetes/connection.ts';
import { placeOf } from '../lib/targets/kubernetes/pods.ts';
import { openKubernetes } from '../lib/targets/kubernetes/target.ts';
import { figures } from './figures.ts';
import { printPairedRatio } from './paired-pilot.ts';
import { recording } from './recording.ts';

const [kubectl = 'kubectl', ...asked] = process.argv.slice(2);
const compared = { roundTrip: figures.roundTrip, connect: figures.connect, http: figures.http };
const unknown = asked.find((name) => !Object.hasOwn(compared, name));
if (unknown !== undefined) throw new Error(`${unknown}: must be one of ${Object.keys(compared).join(', ')}`);
const { signal } = new AbortController();
const random = seededRandom(Number(process.env.SEED ?? 1));
await using target = await openKubernetes(
  connect(undefined, process.env),
  { images: defaultImages, idleGate: true },
  signal,
);
await using testbed = await target.open(foreignDatapath, signal);

async function byHand({ role, argv }: Invocation): Promise<string> {
  const { workload, container } = placeOf(role, argv[0]);
  const where = ['--namespace', namespace, `deployment/${workload}`, '--container', container];
  return (await execa(kubectl, ['exec', ...where, '--', ...argv])).stdout;
}

for (const [name, figure] of Object.entries(compared)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const probe = probes.get(figure.point.probe);
  if (!probe) throw new Error(`no probe ${figure.point.probe}`);
  const invocations: Invocation[] = [];
  const found = await measure(testbed, recording(probe, invocations), figure.point, signal);
  const invocation = invocations.at(-1);
  if (!invocation) throw new Error('the probe has no command');

  const suite = async () => {
    await target.settle(signal);
    const output = await testbed.exec(invocation, signal);
    // Probes that begin with a pilot read it, too: the first one stands for it.
    const outputs = [...found.outputs.slice(0, -1), output];
    const sample = probe
      .parse(outputs, figure.point.params, found.observed)
      .find((one) => one.metric === figure.metric);
    if (sample?.outcome !== 'value') throw new Error(`the suite reads no ${figure.metric}`);
    return sample.value;
  };
  const bare = async () => {
    await target.settle(signal);
    return figure.bare(await byHand(invocation));
  };
  await printPairedRatio(figure.metric, async (count) => {
    const made: Pair[] = [];
    for (let index = 0; index < count; index += 1) {
      const suiteFirst = random.index(2) === 0;
      const one = suiteFirst ? await suite() : undefined;
      const reference = await bare();
      made.push({ reference, value: one ?? (await suite()) });
    }
    return made;
  });
}
