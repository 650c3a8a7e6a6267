import { cleanStrays } from '../../targets/lab/run-state.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

const help = examples([
  ['cni-bench clean', 'after a crash; the next run does the same by itself'],
  ['cni-bench clean --context kind-b', 'what runs made in a cluster'],
]);

export const addClean: AddCommand = (program, { io, end }) => {
  program
    .command('clean')
    .description(
      'Remove what killed runs left behind: processes, cgroups, folders. Runs that still live, and results, stay.',
    )
    .option('--context <name>', 'of the kubeconfig: clean that cluster instead of this host')
    .addHelpText('after', help)
    .action(async ({ context }: { context?: string }) => {
      const removed = context === undefined ? await cleanStrays() : await cleanContext(context, io.env);
      for (const line of removed) io.stdout.write(`removed ${line}\n`);
      if (removed.length === 0) io.stdout.write('nothing to remove\n');
      end(exitCodes.ok);
    });
};

async function cleanContext(context: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const [{ connect }, { cleanCluster }, { refuseWhileMeasured }] = await Promise.all([
    import('../../targets/kubernetes/connection.ts'),
    import('../../targets/kubernetes/clean.ts'),
    import('../../targets/kubernetes/run-lease.ts'),
  ]);
  const connection = connect(context, env);
  await refuseWhileMeasured(connection);
  return cleanCluster(connection);
}
