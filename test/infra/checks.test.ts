import { afterAll, describe, expect, it } from '@jest/globals';
import { parseScenario } from '../../lib/domain/scenario.ts';
import { checks } from './checks/index.ts';
import { mistakes } from './support/mistake-catalogue.ts';
import { applied, describeEdit } from './support/mistakes.ts';
import { stacks, templateOf } from './support/templates.ts';

describe.each(stacks)('$name', ({ template, scenario }) => {
  it.each(checks)('has no problem of $name', async (check) => {
    expect(await check.problems(template, scenario)).toEqual([]);
  });
});

describe('a mistake', () => {
  const printed: string[] = [];

  const ours = mistakes.flatMap((mistake) =>
    'check' in mistake.foundBy ? [{ ...mistake, check: mistake.foundBy.check }] : [],
  );

  it.each(ours)('is found: $what', async ({ what, stack, check: name, edits }) => {
    const check = checks.find((one) => one.name === name);
    const template = templateOf(stack);
    const scenario = stack === 'Results' ? undefined : parseScenario(stack.replace('Scenario', ''));
    const made = edits(template);
    const [problem] = (await check?.problems(applied(template, made), scenario)) ?? [];
    printed.push(`${what} (${stack}): ${made.map(describeEdit).join('; ').slice(0, 240)}\n  -> ${problem}`);
    expect([await check?.problems(template, scenario), problem]).toEqual([[], expect.any(String)]);
  });

  afterAll(() => {
    process.stdout.write(`${printed.join('\n')}\n`);
  });
});
