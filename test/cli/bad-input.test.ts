import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { main } from '../../lib/cli/program.ts';
import { cli, memoryIo } from '../support/cli.ts';
import { contentsOf, temporaryFolder } from '../support/folders.ts';

const tooMuch = '4294967296';

/** Arguments, and what the one line must say. */
const table: readonly (readonly [string, RegExp])[] = [
  ['run --seed x', /^--seed: must be a whole number from 0 to 4294967295, got "x"$/],
  ['run --seed -1', /^--seed: must be a whole number/],
  ['run --seed 1.5', /^--seed: must be a whole number/],
  ['run --seed 1e3', /^--seed: must be a whole number/],
  [`run --seed ${tooMuch}`, /^--seed: must be a whole number/],
  ['run --seed', /^--seed: must be followed by a value$/],
  ['run --blocks 0', /^--blocks: must be a whole number from 1 to 1000, got "0"$/],
  [
    'run --profile fast',
    /^--profile: must be one of quick, standard, full, scaling, ablation, claims, published, got "fast"$/,
  ],
  ['run --scenarios Q', /^--scenarios: "Q" is not a scenario/],
  ['run --scenarios a', /^--scenarios: "a" is not a scenario/],
  ['run --scenarios A,A', /^--scenarios: A is named twice$/],
  ['run --scenarios A,', /^--scenarios: must be names separated by commas, got "A,"$/],
  ['run --scenarios D+warp', /^--scenarios: .*warp/],
  ['run --scenarios A-bbr', /^--scenarios: "A-bbr": A does not have bbr$/],
  ['run --only nothing', /^--only: no probe "nothing"; there are .*tcp/],
  ['run --profile published --only connect', /^--only: the profile published has .*, not connect$/],
  ['run --campaign Autumn', /^--campaign: must be 1 to 40 lower-case letters.*"Autumn"$/],
  [`run --campaign ${'a'.repeat(41)}`, /^--campaign: must be 1 to 40/],
  ['run --resume . --campaign autumn', /^--campaign: cannot go with --resume/],
  ['run --resume no-such-run', /^--resume: no run "no-such-run"/],
  ['run --resume . --seed 3', /^--seed: cannot go with --resume/],
  ['run --resume . --scenarios A', /^--scenarios: cannot go with --resume/],
  ['run --resume .', /run\.json: no such file/],
  ['run --results occupied', /^--results: cannot write to "occupied": .* is not a folder$/],
  ['run --results occupied/below', /^--results: cannot write to "occupied\/below": .* is not a folder$/],
  ['run --json=yes', /^--json=yes: no such option/],
  ['run --sed 1', /^--sed: no such option; did you mean --seed\?$/],
  ['run --no-pins', /^--no-pins: no such option; did you mean --no-pin\?$/],
  ['run extra', /^extra: more than "run" takes/],
  ['plan --seed x', /^--seed: must be a whole number/],
  ['plan --only nothing', /^--only: no probe "nothing"/],
  ['plan --resume x', /^--resume: no such option/],
  ['doctor extra', /^extra: more than "doctor" takes/],
  ['doctor --fix', /^--fix: no such option/],
  ['doctor --scenarios A', /^--scenarios: goes with --target aws only$/],
  ['doctor --target aws --scenarios A~twin', /^--scenarios: "A~twin": a second copy is a deployment/],
  ['doctor --target aws --parallel 0', /^--parallel: must be a whole number from 1 to 50, got "0"$/],
  ['doctor --target aws --region Seoul', /^--region: must be an AWS region such as/],
  ['report', /^<runs>: must be given/],
  ['report . --format pdf', /^--format: must be one of html, markdown, csv, mdx, got "pdf"$/],
  ['report . --lang de', /^--lang: must be one of en, ko, got "de"$/],
  ['report . --lang ko', /^--lang: goes with --format markdown or mdx only$/],
  ['report no-such-run', /^run: no run "no-such-run"/],
  ['report .', /run\.json: no such file/],
  ['lint', /^<files>: must be given/],
  ['lint no-such-file', /^no-such-file: no such file$/],
  ['lint occupied', /^occupied: not a result that this program reads/],
  ['lint --fix occupied', /^--fix: no such option/],
  ['clean --all', /^--all: no such option/],
  ['push', /^<run>: must be given/],
  ['push no-such-run', /^run: no run "no-such-run"/],
  ['push . --bucket B', /^--bucket: must be the name of a bucket, got "B"$/],
  ['push . --region seoul', /^--region: must be a region such as ap-northeast-2, got "seoul"$/],
  ['push . --latest --region eu-west-1', /run\.json: no such file/],
  ['fetch', /^\[run\]: must be given, or --scenario, or --campaign$/],
  ['fetch x --scenario C', /^\[run\]: goes neither with --scenario nor --campaign/],
  ['fetch --campaign x --scenario C', /^\[run\]: goes neither with --scenario nor --campaign/],
  ['fetch ../x', /^\[run\]: must be the id of a run, as cni-bench ls prints it, got "\.\.\/x"$/],
  ['fetch x --results occupied', /^--results: cannot write to "occupied"/],
  ['fetch --scenario Q', /^--scenario: "Q" is not a scenario/],
  ['ls --scenario Q', /^--scenario: "Q" is not a scenario/],
  ['ls --campaign Q', /^--campaign: must be 1 to 40/],
  ['watch', /^\[stack\]: must be given, such as ScenarioC, or --run$/],
  ['watch C', /^\[stack\]: must be the stack of a scenario, .*, got "C"; ScenarioC is one$/],
  ['watch Results', /^\[stack\]: must be the stack of a scenario, .*, got "Results"$/],
  ['watch ScenarioC --run x', /^--run: goes without a stack$/],
  ['watch --run ../x', /^--run: must be the id of a run, as cni-bench ls prints it, got "\.\.\/x"$/],
  ['watch ScenarioC --interval 0', /^--interval: must be a whole number from 1 to 600, got "0"$/],
  ['stop', /^\[stack\]: must be given/],
  ['stop scenarioC', /^\[stack\]: must be the stack of a scenario, .*, got "scenarioC"$/],
  ['stop ScenarioF', /^\[stack\]: must be the stack of a scenario, .*, got "ScenarioF"$/],
  ['measure', /^measure: no such command; there are run, plan, doctor, report, clean/],
  ['--quick', /^--quick: no such option/],
];

describe('bad input', () => {
  it.each(table)('%s: one line, status 2, nothing written', async (line, expected) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'occupied'), 'by a file');
    const { io, stdout, stderr } = memoryIo(folder.path);
    const code = await main(line.split(' '), io);
    expect(stdout()).toBe('');
    const [message = '', ...more] = stderr().split('\n');
    expect(more).toEqual(['']);
    expect(message).toMatch(/^cni-bench: /);
    expect(message.replace(/^cni-bench: /, '')).toMatch(expected);
    expect(code).toBe(2);
    expect(await contentsOf(folder.path)).toEqual(['occupied']);
  });

  it('is the same for the process', async () => {
    const { code, stdout, stderr } = await cli(['run', '--seed', 'x']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('cni-bench: --seed: must be a whole number from 0 to 4294967295, got "x"');
  });
});
