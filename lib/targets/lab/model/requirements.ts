import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Capabilities } from '../capabilities.ts';
import { findTool } from '../tool-environment.ts';

/** What the models are made with, and the Debian package that brings it. */
const needed = { bpftool: 'bpftool', clang: 'clang', 'bpf/bpf_helpers.h': 'libbpf-dev' } as const;

/** Where clang looks for headers of libraries. */
const headerFolders = ['/usr/local/include', '/usr/include'];

function isInstalledHere(name: string): boolean {
  if (name.endsWith('.h')) return headerFolders.some((folder) => existsSync(join(folder, name)));
  return findTool(name) !== undefined;
}

/**
 * Why a host cannot run the eBPF programs, in one line; undefined when nothing speaks against it.
 * Whether the kernel takes them shows itself when they are loaded.
 * @param isInstalled whether a program or a header is to be found
 */
export function whyNoEbpf(host: Capabilities, isInstalled = isInstalledHere): string | undefined {
  if (!host.root) return 'eBPF programs need root';
  const missing = Object.entries(needed).filter(([name]) => !isInstalled(name));
  if (missing.length === 0) return undefined;
  const [names, packages] = [0, 1].map((part) => missing.map((entry) => entry[part]).join(' '));
  return `not found: ${names} (Debian: ${packages})`;
}
