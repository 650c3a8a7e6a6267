import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Measures through the CLI as its user does. @returns the folder of the run, which stays */
export function runCli(...options: readonly string[]): string {
  const results = mkdtempSync(join(tmpdir(), 'cni-bench-'));
  execFileSync(process.execPath, ['bin/bench.ts', 'run', ...options, '--results', results], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [id] = readdirSync(results);
  if (id === undefined) throw new Error('the run left nothing behind');
  return join(results, id);
}
