import { toolVersions } from '../tool-versions.ts';
import type { Finding } from './finding.ts';

const purpose = 'round trips, connection set-up, HTTP';
const oldest = 1.6;
const remedy = 'go install fortio.org/fortio@v1.65.0   (Go 1.22 or newer, from go.dev/dl)';

/** Fortio comes by Go, not from the distribution. */
export async function inspectFortio(env: NodeJS.ProcessEnv): Promise<Finding> {
  const { fortio: found } = await toolVersions(['fortio'], env);
  if (found === undefined) return { id: 'fortio', state: 'missing', purpose, remedy };
  const [major = 0, minor = 0] = found.split('.').map(Number);
  // Two digits of the minor version: 1.60 is what the probes were written for.
  const newEnough = major + minor / 100 >= oldest;
  if (newEnough) return { id: 'fortio', state: 'ok', purpose, found };
  return { id: 'fortio', state: 'missing', purpose, found: `${found}, older than 1.60`, remedy };
}
