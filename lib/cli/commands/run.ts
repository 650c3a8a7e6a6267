import { Option } from 'commander';
import { withAblation } from '../ablation-option.ts';
import { type AddCommand, examples } from '../command.ts';
import { campaignName, planOptions } from '../options.ts';
import { defaultResults } from '../results-folder.ts';
import type { RunOptions } from '../run/options.ts';

const help = examples([
  ['cni-bench run', 'the five datapaths in minutes'],
  ['cni-bench run --scenarios A,C --only connect', 'what iptables rules cost a new connection'],
  ['cni-bench run --profile standard --seed 7', 'every point repeated, another order'],
  ['cni-bench run --ablation', 'what each tuning does, as far as this host shows it'],
  ['cni-bench run --target kube --context kind-b', 'the cluster of a kubeconfig context'],
  ['cni-bench run --resume 20261123-105300-quick-4f2a', 'go on with an interrupted run'],
  ['cni-bench run --json | jq -c .', 'events and the result for a program'],
]);

export const addRun: AddCommand = (program, { io, end }) => {
  const command = program
    .command('run')
    .description('Measure scenarios: those that this host can show, or the one that a cluster is.');
  for (const option of planOptions()) command.addOption(option);
  command
    .addOption(
      new Option('--target <where>', 'this host, or a cluster').choices(['lab', 'kube']).default('lab'),
    )
    .option('--context <name>', 'of the kubeconfig, for --target kube; the current one by default')
    .option('--scenario <name>', 'what the cluster must be; auto finds it out', 'auto')
    .option('--keep', 'leave the workloads on the cluster')
    .option('--images <pairs>', 'such as fortio=registry.example/fortio:1.66.0, for --target kube')
    .option('--registry-mirrors <pairs>', 'such as docker.io=mirror.example/hub, for --target kube')
    .option('--resume <run>', 'go on with an interrupted run: its id or folder')
    .option('--campaign <name>', 'a label that joins runs: lower-case letters, digits, dashes', campaignName)
    .option('--results <folder>', 'where runs are kept', defaultResults)
    .option('--json', 'progress and result as NDJSON on stdout')
    .option('--force', 'measure also what is not the datapath it claims; resume also on a changed host')
    .option('--no-pin', 'let the scheduler place clients and servers')
    .option('--no-spinners', 'let idle processors halt')
    .option('--no-gate', 'measure at once, without waiting for a quiet host')
    .addHelpText('after', help)
    .action(async (options: RunOptions) => {
      // Loaded here, so that help and errors do not wait for the report's libraries.
      const { run } = await import('../run/run.ts');
      const chosen = planOptions()
        .map((option) => option.attributeName())
        .filter((name) => command.getOptionValueSource(name) === 'cli');
      end(
        await run(
          withAblation(options, (name) => chosen.includes(name)),
          chosen,
          io,
        ),
      );
    });
};
