import { cleanStrays } from '../../targets/lab/run-state.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';

const help = examples([['cni-bench clean', 'after a crash; the next run does the same by itself']]);

export const addClean: AddCommand = (program, { io, end }) => {
  program
    .command('clean')
    .description(
      'Remove what killed runs left behind: processes, cgroups, folders. Runs that still live, and results, stay.',
    )
    .addHelpText('after', help)
    .action(async () => {
      const removed = await cleanStrays();
      for (const line of removed) io.stdout.write(`removed ${line}\n`);
      if (removed.length === 0) io.stdout.write('nothing to remove\n');
      end(exitCodes.ok);
    });
};
