import { readRun } from '../../results/read-run.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { wantsColour } from '../io.ts';
import { defaultResults, runFolder } from '../results-folder.ts';

const help = examples([
  ['cni-bench report 20261123-105300-quick-4f2a', 'a run below results/'],
  ['cni-bench report docs/evidence/lab/seed-1', 'any folder of a run'],
]);

export const addReport: AddCommand = (program, { io, end }) => {
  program
    .command('report')
    .description("Print a run's table and write report.html into its folder.")
    .argument('<run>', 'its id or folder')
    .option('--results <folder>', 'where runs are kept', defaultResults)
    .addHelpText('after', help)
    .action(async (named: string, { results }: { readonly results: string }) => {
      const folder = await runFolder('run', io.cwd, results, named);
      const { run, records } = await readRun(folder);
      const { writeReport } = await import('../write-report.ts');
      const report = await writeReport(run, records, folder);
      io.stdout.write(`${report.text({ colour: wantsColour(io.stdout, io.env) })}\nreport: ${report.path}\n`);
      end(exitCodes.ok);
    });
};
