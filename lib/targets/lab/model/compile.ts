import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { ScenarioUnavailable } from '../../../suite/ports.ts';
import { sourceFolder } from './source-folder.ts';

/** An eBPF object: one of `bpf/*.c` with its constants. */
export interface BpfProgram {
  /** `pod.c` */
  readonly source: string;
  readonly defines: Readonly<Record<string, number>>;
}

/** The compiler's arguments without input and output. */
function clangArguments({ defines }: BpfProgram): string[] {
  // Debian keeps asm/types.h in a folder that clang does not search when its target is bpf.
  const kernelHeaders = `/usr/include/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`;
  return [
    ...['-target', 'bpf', '-O2', '-g', '-Wall', '-Werror', '-idirafter', kernelHeaders],
    ...Object.entries(defines).map(([name, value]) => `-D${name}=${value}`),
  ];
}

/** Name of an object in the cache: the same only when compiler, arguments and every source are. */
export function objectName(
  program: BpfProgram,
  clangVersion: string,
  sources: Readonly<Record<string, string>>,
): string {
  const identity = [clangVersion, program.source, clangArguments(program), Object.entries(sources).sort()];
  return `${createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32)}.o`;
}

/** `$XDG_CACHE_HOME/cni-bench/bpf` */
function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cni-bench', 'bpf');
}

async function clang(argv: readonly string[]): Promise<string> {
  const result = await execa('clang', argv, { reject: false });
  if (result.failed) {
    const missing = /'(\S+)' file not found/.exec(result.stderr)?.[1];
    if (missing) throw new ScenarioUnavailable(`clang finds no ${missing}: install libbpf-dev`);
    throw new ScenarioUnavailable(`clang: ${result.stderr.split('\n')[0] || result.shortMessage}`);
  }
  return result.stdout;
}

let clangVersion: Promise<string> | undefined;

/** What clang says of itself, asked once; a failure is not kept, for clang may be installed meanwhile. */
function readClangVersion(): Promise<string> {
  clangVersion ??= clang(['--version']).catch((error: unknown) => {
    clangVersion = undefined;
    throw error;
  });
  return clangVersion;
}

/**
 * Compiles a program unless the cache has it.
 * @param scratch where the object goes when the cache cannot be written
 * @returns path of the object file
 * @throws ScenarioUnavailable when clang or the headers of libbpf are missing
 */
export async function compile(program: BpfProgram, scratch: string): Promise<string> {
  const folder = await sourceFolder();
  const names = (await readdir(folder)).filter((name) => /\.[ch]$/.test(name));
  const sources = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
  );
  const version = await readClangVersion();
  const cache = await mkdir(cacheFolder(), { recursive: true }).then(cacheFolder, () => scratch);
  const object = join(cache, objectName(program, version, Object.fromEntries(sources)));
  if ((await stat(object).catch(() => undefined))?.size) return object;
  // Renamed when whole: another run may look for it at the same time.
  const unfinished = `${object}.${process.pid}.${crypto.randomUUID()}`;
  try {
    await clang([...clangArguments(program), '-c', join(folder, program.source), '-o', unfinished]);
    await rename(unfinished, object);
  } finally {
    await rm(unfinished, { force: true });
  }
  return object;
}
