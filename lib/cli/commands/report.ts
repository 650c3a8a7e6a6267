import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { InputError } from '../../domain/input-error.ts';
import { readRun } from '../../results/read-run.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { wantsColour } from '../io.ts';
import { extensions, type ReportFormat, reportFormats } from '../report-formats.ts';
import { defaultResults, runFolder } from '../results-folder.ts';

const help = examples([
  ['cni-bench report 20261123-105300-quick-4f2a', 'a run below results/'],
  ['cni-bench report docs/evidence/lab/quick --out page.html', 'any folder of a run'],
  ['cni-bench report RUN-A RUN-C RUN-E', 'a campaign: one report of runs with a scenario each'],
  ['cni-bench report RUN --format mdx --lang ko --out benchmark.mdx', 'for a site such as Docusaurus'],
  ['cni-bench report RUN --redact --format csv', 'figures to hand on'],
]);

interface Options {
  readonly results: string;
  readonly format: ReportFormat;
  readonly out?: string;
  readonly lang?: 'en' | 'ko';
  readonly redact?: boolean;
}

export const addReport: AddCommand = (program, { io, end }) => {
  program
    .command('report')
    .description("Print a run's table and write its report; of several runs, one report of all.")
    .argument('<runs...>', 'ids or folders')
    .addOption(new Option('--format <format>', 'of the report').choices([...reportFormats]).default('html'))
    .option(
      '--out <file>',
      "where to write it (default: report.html in the run's folder, or campaign.html here)",
    )
    .addOption(new Option('--lang <language>', 'of Markdown and MDX; HTML has both').choices(['en', 'ko']))
    .option('--redact', 'leave out account ids, ARNs, addresses and links to raw outputs')
    .option('--results <folder>', 'where runs are kept', defaultResults)
    .addHelpText('after', help)
    .action(async (named: readonly string[], options: Options) => {
      if (options.lang !== undefined && (options.format === 'html' || options.format === 'csv'))
        throw new InputError('--lang: goes with --format markdown or mdx only');
      const folders = await Promise.all(named.map((name) => runFolder('run', io.cwd, options.results, name)));
      const runs = await Promise.all(folders.map(async (folder) => ({ ...(await readRun(folder)), folder })));
      const [folder] = folders;
      const extension = extensions[options.format];
      const usual =
        folder === undefined || folders.length > 1
          ? join(io.cwd, `campaign.${extension}`)
          : join(folder, `report.${extension}`);
      const { writeReports } = await import('../write-report.ts');
      const report = await writeReports(runs, {
        path: options.out === undefined ? usual : resolve(io.cwd, options.out),
        format: options.format,
        language: options.lang ?? 'en',
        redact: options.redact === true,
      });
      io.stdout.write(`${report.text({ colour: wantsColour(io.stdout, io.env) })}\nreport: ${report.path}\n`);
      end(exitCodes.ok);
    });
};
