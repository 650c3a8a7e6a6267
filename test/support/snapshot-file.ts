import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

const folder = fileURLToPath(new URL('../snapshots/', import.meta.url));

/**
 * Compares with a plain file under test/snapshots, one a scenario, so that a change shows which scenario
 * moved. `npm run snapshots` writes them anew; a missing one is written here, and fails in CI.
 */
export function expectSnapshotFile(name: string, content: string): void {
  const path = `${folder}${name}`;
  const missing = !existsSync(path);
  if (missing && process.env.CI && !process.env.UPDATE_SNAPSHOTS)
    throw new Error(`test/snapshots/${name} is missing: run "npm run snapshots" and commit it`);
  if (missing || process.env.UPDATE_SNAPSHOTS) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, content);
  }
  expect(content).toBe(readFileSync(path, 'utf8'));
}

/** What such a file holds; undefined when there is none. */
export function readSnapshotFile(name: string): string | undefined {
  const path = `${folder}${name}`;
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
