/**
 * Writes schemas/ from the types that read the files, or with `--check` says whether they are stale.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { schemaFiles } from './schema-files.ts';

const folder = fileURLToPath(new URL('../schemas/', import.meta.url));
const check = process.argv.includes('--check');

await mkdir(folder, { recursive: true });
for (const [name, text] of schemaFiles()) {
  const path = `${folder}${name}`;
  const current = await readFile(path, 'utf8').catch(() => '');
  if (current === text) continue;
  if (check) {
    console.error(`schemas/${name} is not what the types say: type npm run schemas`);
    process.exitCode = 1;
  } else {
    await writeFile(path, text);
    console.log(`wrote schemas/${name}`);
  }
}
