import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readSync } from 'node:fs';
import { toolEnvironment } from './tool-environment.ts';

/** The connection tables of a testbed's nodes, kept open so that reading them starts nothing. */
export interface ConntrackTables {
  /** Entries of all nodes, or undefined where the kernel shows none. */
  entries(): number | undefined;
  close(): void;
}

/**
 * Opens the statistics of each node's connection table. A file below /proc/PID belongs to the process's
 * network namespace, so one process enters each node for as long as it takes to open it.
 * @param enter what stands before a command so that it runs in a node
 */
export async function openConntrackTables(enter: readonly (readonly string[])[]): Promise<ConntrackTables> {
  const files = (await Promise.all(enter.map(openOne))).filter((file) => file !== undefined);
  const buffer = Buffer.alloc(64 * 1024);
  return {
    entries() {
      if (files.length < enter.length) return undefined;
      const texts = files.map((file) =>
        buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0)),
      );
      return texts.reduce((sum, text) => sum + conntrackEntriesIn(text), 0);
    },
    close: () => files.forEach(closeSync),
  };
}

async function openOne(enter: readonly string[]): Promise<number | undefined> {
  const [file = 'sh', ...args] = [...enter, 'sh', '-c', 'echo in; read -r end'];
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'ignore'], env: toolEnvironment() });
  const exited = once(child, 'exit');
  child.stdin.on('error', () => undefined);
  await Promise.race([once(child.stdout, 'data'), exited]);
  try {
    return openSync(`/proc/${child.pid}/net/stat/nf_conntrack`, 'r');
  } catch {
    return undefined;
  } finally {
    child.stdin.end();
    await exited;
  }
}

/**
 * The number of entries in `/proc/net/stat/nf_conntrack`: its first column, hexadecimal, which repeats
 * the table's total in the line of each processor.
 */
export function conntrackEntriesIn(text: string): number {
  const [, first = ''] = text.split('\n');
  const entries = Number.parseInt(first.trim().split(/\s+/)[0] ?? '', 16);
  if (Number.isNaN(entries)) throw new Error('not a table of connection tracking statistics');
  return entries;
}
