import { describe, it } from '@jest/globals';
import type { Input } from '../../scripts/chart-inputs.ts';

/**
 * A group of tests that reads things from outside of the repository. Where one is not to be had, a single
 * skipped test stands for the group, with the reason in its name.
 */
export function describeWith<Name extends string>(
  title: string,
  inputs: Readonly<Record<Name, Input>>,
  tests: (paths: Readonly<Record<Name, string>>) => void,
): void {
  const paths: Partial<Record<Name, string>> = {};
  const missing: string[] = [];
  for (const name of Object.keys(inputs) as Name[]) {
    const input = inputs[name];
    if ('path' in input) paths[name] = input.path;
    else missing.push(input.missing);
  }
  if (missing.length === 0) describe(title, () => tests(paths as Record<Name, string>));
  else it.skip(`${title} (${missing.join('; ')})`, () => {});
}
