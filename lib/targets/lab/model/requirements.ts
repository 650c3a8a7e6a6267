import type { Capabilities } from '../capabilities.ts';
import { findTool } from '../tool-environment.ts';

/** What the models call, and the Debian package that brings it. */
const needed = { bpftool: 'bpftool', clang: 'clang' } as const;

/**
 * Why a host cannot run the eBPF programs, in one line; undefined when nothing speaks against it.
 * Whether the kernel takes them shows itself when they are loaded.
 * @param isInstalled whether a program is to be found
 */
export function whyNoEbpf(
  host: Capabilities,
  isInstalled = (program: string) => findTool(program) !== undefined,
): string | undefined {
  if (!host.root) return 'eBPF programs need root';
  const missing = Object.entries(needed).filter(([program]) => !isInstalled(program));
  if (missing.length === 0) return undefined;
  const [programs, packages] = [0, 1].map((part) => missing.map((entry) => entry[part]).join(' '));
  return `not found: ${programs} (Debian: ${packages})`;
}
