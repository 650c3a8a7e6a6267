import { access, readFile } from 'node:fs/promises';
import { z } from 'zod';
import data from '../requirements.json' with { type: 'json' };
import { findExecutable } from '../search-path.ts';
import { printed } from '../tool-versions.ts';
import type { Finding } from './finding.ts';

const requirementSchema = z
  .strictObject({
    id: z.string(),
    executable: z.string().optional(),
    versionArgs: z.array(z.string()).optional(),
    file: z.string().optional(),
    debian: z.array(z.string()).min(1),
    ubuntu: z.array(z.string()).min(1).optional(),
    neededFor: z.enum(['lab', 'probes', 'ebpf', 'httpbin']),
    why: z.string(),
  })
  .refine((entry) => (entry.executable === undefined) !== (entry.file === undefined), {
    error: 'an executable or a file, not both',
  });
type Requirement = z.infer<typeof requirementSchema>;

/** The system tools that a run uses; the set-up installs from the same list. */
export const requirements: readonly Requirement[] = z.array(requirementSchema).parse(data);

/** Looks for each of them. */
export async function inspectRequirements(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const toType = await installWords(env);
  return Promise.all(
    requirements.map(async (entry): Promise<Finding> => {
      const { id, why: purpose, neededFor } = entry;
      const found = entry.file ? await presence(entry.file) : await versionOf(entry, env);
      if (found !== undefined) return { id, state: 'ok', purpose, found };
      const remedy = toType(entry);
      return { id, state: neededFor === 'lab' ? 'blocking' : 'missing', purpose, remedy };
    }),
  );
}

async function versionOf({ executable = '', versionArgs = [] }: Requirement, env: NodeJS.ProcessEnv) {
  const path = await findExecutable(executable, env.PATH ?? '');
  if (path === undefined) return undefined;
  const [version] = /\d+(?:\.\d+)+/.exec(await printed(path, versionArgs, env)) ?? [];
  return version ?? path;
}

async function presence(path: string): Promise<string | undefined> {
  return access(path).then(
    () => path,
    () => undefined,
  );
}

async function installWords(env: NodeJS.ProcessEnv): Promise<(entry: Requirement) => string> {
  const apt = await findExecutable('apt-get', env.PATH ?? '');
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  const ubuntu = /^ID(?:_LIKE)?=.*\bubuntu\b/m.test(release);
  const become = process.getuid?.() === 0 ? '' : 'sudo ';
  return (entry) => {
    const names = ((ubuntu ? entry.ubuntu : undefined) ?? entry.debian).join(' ');
    return apt
      ? `${become}apt-get install ${names}`
      : `install with this system's package manager what Debian calls ${names}`;
  };
}
