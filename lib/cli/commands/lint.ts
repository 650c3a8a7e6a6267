import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InputError } from '../../domain/input-error.ts';
import { claimsIn } from '../../lint/readers/registry.ts';
import { type Finding, findingsOf, rules } from '../../lint/rules/registry.ts';
import { errnoOf } from '../../results/errno.ts';
import { type AddCommand, examples } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Output } from '../io.ts';
import { writeJson } from '../progress/json.ts';
import { count } from '../progress/words.ts';

const help = examples([
  ['cni-bench lint results/scenario-a.json', "what the published scripts' figures do not say"],
  ['cni-bench lint *.json netperf.csv', 'iperf3, Fortio, netperf, k8s-netperf'],
  ['cni-bench lint --json results/*.json', 'one JSON object; exit status 1 if anything was found'],
]);

/** Several checks may share a rule. */
const titles = new Map(rules.map(({ id, title }) => [id, title]));
const ruleList = `\nRules:\n${[...titles].map(([id, title]) => `  ${id.padEnd(24)}${title}`).join('\n')}\n`;

interface Linted {
  readonly file: string;
  readonly tool: string;
  readonly findings: readonly Finding[];
}

export const addLint: AddCommand = (program, { io, end }) => {
  program
    .command('lint')
    .description("Name what cannot be true, or is not what it says, in other tools' results.")
    .argument(
      '<files...>',
      'of the published scripts, iperf3 -J, fortio -json, netperf -o or -k, k8s-netperf --json',
    )
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', `${help}${ruleList}`)
    .action(async (files: readonly string[], { json }: { readonly json?: boolean }) => {
      const linted = await Promise.all(files.map((file) => lint(io.cwd, file)));
      const found = linted.reduce((sum, { findings }) => sum + findings.length, 0);
      if (json) writeJson(io.stdout, { files: linted, found });
      else for (const one of linted) print(one, io.stdout);
      end(found > 0 ? exitCodes.found : exitCodes.ok);
    });
};

async function lint(cwd: string, file: string): Promise<Linted> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: unknown) => {
    const code = errnoOf(error);
    throw new InputError(`${file}: ${code === 'ENOENT' ? 'no such file' : `unreadable (${code})`}`);
  });
  const { tool, claims } = claimsIn(file, text);
  return { file, tool, findings: findingsOf(claims) };
}

function print({ file, tool, findings }: Linted, output: Output): void {
  output.write(
    `${file} (${tool}): ${findings.length === 0 ? 'nothing found' : count(findings.length, 'finding')}\n`,
  );
  for (const { rule, at, claimed, why, instead } of findings)
    output.write(
      [
        `  ${rule}  ${at || 'the whole file'}`,
        `    claimed  ${claimed}`,
        `    but      ${why}`,
        `    instead  ${instead}`,
        '',
      ].join('\n'),
    );
}
