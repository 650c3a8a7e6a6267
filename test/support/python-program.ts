import { access, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Input } from '../../scripts/chart-inputs.ts';

const cache = fileURLToPath(new URL('../../node_modules/.cache/eks-cni-bench', import.meta.url));
const installMillis = 300_000;
const noVenv = 3;
/** Into $1, so that its command $2 is there, the requirement $3. */
const install = `[ -e "$1/bin/$2" ] || { python3 -m venv "$1" || exit ${noVenv}; "$1/bin/pip" install --quiet "$3"; }`;

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
  await mkdir(cache, { recursive: true });
  // Tests run beside each other, and two installations into one folder break each other.
  const { exitCode } = await execa(
    'flock',
    [`${folder}.lock`, 'sh', '-c', install, 'sh', folder, command, `${wanted}==${version}`],
    { reject: false, timeout: installMillis },
  );
  if (exitCode === 0) return { path };
  const missing =
    exitCode === noVenv
      ? `python3 with venv is needed for ${wanted}`
      : `pip cannot install ${wanted} ${version}`;
  return { missing };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
