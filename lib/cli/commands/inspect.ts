import { accelerationRows } from '../../domain/acceleration/acceleration.ts';
import { accelerationDoubts } from '../../domain/acceleration/acceleration-sources.ts';
import type { Recognition } from '../../domain/datapath/recognise.ts';
import { mirrored } from '../../domain/images.ts';
import { accelerationText } from '../acceleration-text.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { type ImageOptions, readImageOptions } from '../image-options.ts';
import { writeJson } from '../progress/json.ts';
import { exitOf, Interrupts } from '../run/interrupts.ts';
import { plainTable } from '../table.ts';

const help = examples([
  ['cni-bench inspect --context kind-b', 'which scenario the cluster is'],
  ['cni-bench inspect --json | jq .facts', 'what was found, for a program'],
]);

interface Options extends ImageOptions {
  readonly context?: string;
  readonly json?: boolean;
  readonly keep?: boolean;
}

export const addInspect: AddCommand = (program, { io, end }) => {
  program
    .command('inspect')
    .description(
      'Find out what the datapath of a cluster really is, and name the scenario, or the keys that differ.',
    )
    .option('--context <name>', 'of the kubeconfig; the current one by default')
    .option('--json', 'for a program')
    .option('--keep', 'leave the workloads on the cluster')
    .option('--images <pairs>', 'such as fortio=registry.example/fortio:1.66.0')
    .option('--registry-mirrors <pairs>', 'such as docker.io=mirror.example/hub')
    .addHelpText('after', help)
    .action(async ({ context, json, keep, ...given }: Options) => {
      const { images, registryMirrors } = readImageOptions(given);
      const [{ connect }, { openKubernetes }, { statedFacts }] = await Promise.all([
        import('../../targets/kubernetes/connection.ts'),
        import('../../targets/kubernetes/target.ts'),
        import('../../targets/kubernetes/stated-facts.ts'),
      ]);
      using interrupts = new Interrupts();
      const options = { images: mirrored(images, registryMirrors), keep: keep === true };
      const opening = openKubernetes(connect(context, io.env), options, interrupts.signal);
      await using target = await opening.catch((error: unknown) => {
        if (!interrupts.signal.aborted) throw error;
        return undefined;
      });
      if (!target) return end(exitOf(interrupts.signal));
      const { recognition, clusterFacts } = target;
      const platform = 'platform' in recognition ? recognition.platform : [];
      const facts = { ...(await target.environment()), ...statedFacts(clusterFacts, platform) };
      const acceleration = accelerationRows(facts);
      if (json)
        writeJson(io.stdout, { ...summaryOf(recognition), facts, acceleration, doubts: accelerationDoubts });
      else {
        const rows = Object.entries(facts).map(([key, value]) => [key, String(value)]);
        io.stdout.write(
          `${plainTable(['fact', 'found'], rows)}\n\n${accelerationText(acceleration)}\n${sentenceOf(recognition)}\n`,
        );
      }
      end('scenario' in recognition ? exitCodes.ok : exitCodes.cannotWork);
    });
};

function summaryOf(recognition: Recognition) {
  return 'scenario' in recognition
    ? { scenario: recognition.scenario.name, onlyOnEc2: recognition.platform }
    : { nearest: recognition.nearest.name, differences: recognition.differences };
}

function sentenceOf(recognition: Recognition): string {
  if ('scenario' in recognition) {
    const { scenario, platform } = recognition;
    const like = platform.length > 0 ? 'is like' : 'is';
    return `The datapath ${like} scenario ${scenario.name}.`;
  }
  const lines = recognition.differences.map((line) => `  ${line}`);
  return [
    `The datapath is none of the scenarios; nearest is ${recognition.nearest.name}, but`,
    ...lines,
  ].join('\n');
}
