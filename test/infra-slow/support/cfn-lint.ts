import { execa } from 'execa';
import type { Input } from '../../../scripts/chart-inputs.ts';
import { pythonProgram } from '../../support/python-program.ts';

/** cfn-lint, or why it is not to be had. */
export function cfnLint(): Promise<Input> {
  return pythonProgram({ package: 'cfn-lint', version: '1.58.0', command: 'cfn-lint' });
}

/** One finding: the rule's id, the file, and what it says. */
export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
}

/**
 * W3005 calls dependencies redundant that another path happens to imply; ours say what must hold. W3010 is
 * against zones by name; here they are what the user chose, and all nodes must be in one.
 */
const ignored = ['W3005', 'W3010'];

export async function lint(path: string, region: string, files: readonly string[]): Promise<Finding[]> {
  const { stdout } = await execa(
    path,
    ['--format', 'json', '--regions', region, '--ignore-checks', ...ignored, '--', ...files],
    { reject: false },
  );
  const found: { Rule: { Id: string }; Filename: string; Message: string }[] = JSON.parse(stdout);
  return found.map(({ Rule, Filename, Message }) => ({ rule: Rule.Id, file: Filename, message: Message }));
}
