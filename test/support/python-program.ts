import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Input } from '../../scripts/chart-inputs.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/eks-cni-bench', import.meta.url));
const installMillis = 300_000;

/** A program from PyPI. */
export interface PythonProgram {
  /** The package with its extras, as pip takes it: `moto[server]`. */
  readonly package: string;
  readonly version: string;
  /** The command that the package installs. */
  readonly command: string;
}

/** The program in a Python environment of its own, made on first use; or why it is not to be had. */
export async function pythonProgram({ package: wanted, version, command }: PythonProgram): Promise<Input> {
  const folder = `${cache}/${wanted.replace(/\[.*\]$/, '')}-${version}`;
  const path = `${folder}/bin/${command}`;
  // pip installs what a package needs before the package: its command is there last.
  if (await exists(path)) return { path };
  const venv = await execa('python3', ['-m', 'venv', folder], { reject: false });
  if (venv.failed) return { missing: `python3 with venv is needed for ${wanted}` };
  const pip = await execa(`${folder}/bin/pip`, ['install', '--quiet', `${wanted}==${version}`], {
    reject: false,
    timeout: installMillis,
  });
  return pip.failed ? { missing: `pip cannot install ${wanted} ${version}` } : { path };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
