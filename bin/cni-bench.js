#!/usr/bin/env node
/**
 * Finds the program and a Node that can run it: in a checkout the TypeScript sources, in an installed
 * package the bundle, and for both the Node of the npm package "node" where this one is too old.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const sources = at('bench.ts');
const program = existsSync(sources) ? sources : at('../dist/bench.mjs');
const oldestNode = 24;

function refuse(reason) {
  process.stderr.write(`cni-bench: ${reason}\n`);
  process.exitCode = 2;
}

/** The Node that npm installed with this package, or undefined. */
function packagedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve('node/package.json');
    const binary = join(dirname(manifest), 'bin', 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** Runs the program on another Node and ends as that process ended. */
function runOn(node) {
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the child directly too; it takes the two for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => refuse(`cannot start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

if (Number.parseInt(process.versions.node, 10) >= oldestNode) {
  await import(program);
} else {
  const node = packagedNode();
  if (node) runOn(node);
  else
    refuse(`needs Node ${oldestNode} or newer, this is ${process.versions.node}: in a checkout type npm ci`);
}
