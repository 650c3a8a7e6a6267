import { mirrored } from '../../domain/images.ts';
import { foreignDatapath } from '../../domain/scenario.ts';
import { connect } from '../../targets/kubernetes/connection.ts';
import { type KubernetesTarget, openKubernetes } from '../../targets/kubernetes/target.ts';
import { readImageOptions } from '../image-options.ts';
import type { Io } from '../io.ts';
import { asFound, scenarioNamed } from './cluster-options.ts';
import type { RunOptions } from './options.ts';

/** Opens the cluster of a run, and says what is not as it should be. */
export async function openCluster(
  options: RunOptions,
  io: Io,
  signal: AbortSignal,
): Promise<KubernetesTarget> {
  const { images, registryMirrors } = readImageOptions(options);
  const connection = connect(options.context, io.env);
  const say = (line: string) => io.stderr.write(`${line}\n`);
  say(`cluster ${connection.context}: deploying the workloads`);
  const target = await openKubernetes(
    connection,
    {
      images: mirrored(images, registryMirrors),
      keep: options.keep === true,
      idleGate: options.gate,
    },
    signal,
  );
  for (const [workload, reason] of target.trouble) say(`goes on without ${workload}: ${reason}`);
  return target;
}

/** The scenario that is measured: the one that was asked for, or the one that the cluster is. */
export function scenarioOf({ scenario }: RunOptions, { recognition }: KubernetesTarget, io: Io): string {
  if (scenario !== asFound) return scenarioNamed(scenario);
  if ('scenario' in recognition) {
    const { platform } = recognition;
    const like = platform.length > 0 ? 'like ' : '';
    io.stderr.write(`the datapath is ${like}scenario ${recognition.scenario.name}\n`);
    for (const line of platform) io.stderr.write(`  only EC2 gives it: ${line}\n`);
    return recognition.scenario.name;
  }
  io.stderr.write(
    `the datapath is none of the five scenarios; nearest is ${recognition.nearest.name}, but\n`,
  );
  for (const line of recognition.differences) io.stderr.write(`  ${line}\n`);
  return foreignDatapath.name;
}
