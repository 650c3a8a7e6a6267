import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { mistakes } from '../infra/support/mistake-catalogue.ts';
import { applied, describeEdit } from '../infra/support/mistakes.ts';
import { stacks, templateOf } from '../infra/support/templates.ts';
import { describeWith } from '../support/needs.ts';
import { cfnLint, lint } from './support/cfn-lint.ts';

const folder = await mkdtemp(join(tmpdir(), 'cni-bench-lint-'));
const timeoutMillis = 300_000;
const region = 'ap-northeast-2';

afterAll(() => rm(folder, { recursive: true }));

describeWith('cfn-lint', { program: await cfnLint() }, ({ program }) => {
  it(
    'finds nothing in the templates',
    async () => {
      const files = stacks.map(({ name, template }) => ({ path: join(folder, `${name}.json`), template }));
      await Promise.all(files.map(({ path, template }) => writeFile(path, JSON.stringify(template))));
      expect(
        await lint(
          program,
          region,
          files.map(({ path }) => path),
        ),
      ).toEqual([]);
    },
    timeoutMillis,
  );

  it(
    'finds the mistakes that are its to find',
    async () => {
      const its = mistakes.flatMap((mistake, index) =>
        'rule' in mistake.foundBy
          ? [{ ...mistake, rule: mistake.foundBy.rule, file: `mistake-${index}.json` }]
          : [],
      );
      const files = await Promise.all(
        its.map(async ({ file, what, stack, edits }) => {
          const made = edits(templateOf(stack));
          process.stdout.write(`${what} (${stack}): ${made.map(describeEdit).join('; ')}\n`);
          const path = join(folder, file);
          await writeFile(path, JSON.stringify(applied(templateOf(stack), made)));
          return path;
        }),
      );
      const found = await lint(program, region, files);
      const rules = its.map(({ file }) => found.find((one) => basename(one.file) === file)?.rule);
      expect(rules).toEqual(its.map(({ rule }) => rule));
    },
    timeoutMillis,
  );
});
