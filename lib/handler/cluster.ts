import { clusterVariables } from '../domain/benchmark-resources.ts';
import type { Connection } from '../targets/kubernetes/connection.ts';
import { connectToEks } from './cluster-access.ts';
import { needed } from './needed.ts';
import { s3 } from './results.ts';

/** Kept for the next call, with its open connections. */
let connection: Connection | undefined;

/** The cluster of the stack, by this handler's own role. */
export async function cluster(): Promise<Connection> {
  connection ??= connectToEks({
    clusterName: needed(clusterVariables.clusterName),
    endpoint: needed(clusterVariables.endpoint),
    certificateAuthority: needed(clusterVariables.certificateAuthority),
    stsHost: needed(clusterVariables.stsHost),
    // Region and keys of the function, as every client of the SDK finds them.
    region: await s3.config.region(),
    credentials: s3.config.credentials,
  });
  return connection;
}
