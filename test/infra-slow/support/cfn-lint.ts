import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Input } from '../../../scripts/chart-inputs.ts';

const version = '1.58.0';
const folder = fileURLToPath(
  new URL(`../../../node_modules/.cache/eks-cni-bench/cfn-lint-${version}`, import.meta.url),
);

/** cfn-lint in a Python environment of its own, made on first use; or why it is not to be had. */
export async function cfnLint(): Promise<Input> {
  const path = `${folder}/bin/cfn-lint`;
  if (
    await access(path).then(
      () => true,
      () => false,
    )
  )
    return { path };
  const venv = await execa('python3', ['-m', 'venv', folder], { reject: false });
  if (venv.failed) return { missing: 'python3 with venv is needed for cfn-lint' };
  const pip = await execa(`${folder}/bin/pip`, ['install', '--quiet', `cfn-lint==${version}`], {
    reject: false,
    timeout: 300_000,
  });
  return pip.failed ? { missing: `pip cannot install cfn-lint ${version}` } : { path };
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
