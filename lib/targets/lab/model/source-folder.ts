import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where the C sources are. This file's own place says it only before bundling, the package's root
 * in both cases: the package ships them at the same path.
 */
export async function sourceFolder(): Promise<string> {
  let root = dirname(fileURLToPath(import.meta.url));
  while (!(await exists(join(root, 'package.json')))) {
    if (dirname(root) === root) throw new Error('the folder of this package is gone');
    root = dirname(root);
  }
  return join(root, 'lib', 'targets', 'lab', 'bpf');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
