import type { Testbed } from '../../suite/ports.ts';
import { ports } from './server-ports.ts';

/**
 * One request to each replica of httpbin, which listens before its worker has loaded the application:
 * the first measured request would wait for that. Whether it is answered is for the measurement to say.
 */
export async function warmUp(
  testbed: Testbed,
  replicas: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    replicas.map((address) =>
      testbed.exec(
        {
          role: 'client',
          argv: [
            'fortio',
            'curl',
            '-quiet',
            '-timeout',
            '10s',
            `http://${address}:${ports.httpbin}/status/200`,
          ],
          timeoutSeconds: 12,
          placement: 'separate-cores',
        },
        signal,
      ),
    ),
  );
}
