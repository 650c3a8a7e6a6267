import pc from 'picocolors';
import { type AddCommand, examples } from '../command.ts';
import type { Finding } from '../doctor/finding.ts';
import { inspectFortio } from '../doctor/fortio.ts';
import { inspectHost } from '../doctor/host.ts';
import { inspectRequirements } from '../doctor/requirements.ts';
import { exitCodes } from '../exit-codes.ts';
import { type Io, wantsColour } from '../io.ts';
import { writeJson } from '../progress/json.ts';
import { plainTable } from '../table.ts';
import { version } from '../version.ts';

const help = examples([
  ['cni-bench doctor', 'what is here, and how to get what is not'],
  ['cni-bench doctor --json', 'the same for a program; exit status 1 if the default run could not work'],
]);

export const addDoctor: AddCommand = (program, { io, end }) => {
  program
    .command('doctor')
    .description('Check what the default run needs on this machine.')
    .option('--json', 'one JSON object on stdout')
    .addHelpText('after', help)
    .action(async ({ json }: { readonly json?: boolean }) => {
      const [host, requirements, fortio] = await Promise.all([
        inspectHost(),
        inspectRequirements(io.env),
        inspectFortio(io.env),
      ]);
      const findings = [...host, ...requirements, fortio];
      const works = findings.every((finding) => finding.state !== 'blocking') && measuresSomething(findings);
      if (json) writeJson(io.stdout, { version, works, findings });
      else print(findings, works, io);
      end(works ? exitCodes.ok : exitCodes.cannotWork);
    });
};

/** Either load generator alone still gives a run with values. */
function measuresSomething(findings: readonly Finding[]): boolean {
  return findings.some(({ id, state }) => (id === 'iperf3' || id === 'fortio') && state === 'ok');
}

function print(findings: readonly Finding[], works: boolean, io: Io): void {
  const colours = pc.createColors(wantsColour(io.stdout, io.env));
  const paint = { ok: colours.green, missing: colours.yellow, blocking: colours.red };
  const rows = findings.map(({ id, state, found = '', purpose, remedy }) => [
    paint[state](state),
    id,
    found,
    remedy ? `${purpose}; ${colours.bold(remedy)}` : purpose,
  ]);
  io.stdout.write(`${plainTable(['state', 'what', 'found', 'for'], rows)}\n`);
  io.stdout.write(works ? 'The default run can work.\n' : 'The default run cannot work.\n');
}
