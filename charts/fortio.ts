import type { Construct } from 'constructs';
import { measuredResources, unprivileged, untilItListens } from './container.ts';
import { addDeployment, addService } from './deployment.ts';
import { serverService } from './labels.ts';
import { anchor } from './placement.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

/** Where Fortio's server listens. */
export const fortioPorts = { http: 8080, tcpEcho: 8078 } as const;

/** A server that is never the limit: HTTP and TCP echo by Fortio, and the Fortio that loads it. */
export class FortioChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    const image = options.images.fortio;
    addDeployment(
      this,
      {
        name: anchor,
        side: 'server',
        containers: [
          {
            name: 'fortio',
            image,
            args: fortioServer(fortioPorts),
            ports: [
              { name: 'http', containerPort: fortioPorts.http },
              { name: 'tcp-echo', containerPort: fortioPorts.tcpEcho },
            ],
            startupProbe: untilItListens(fortioPorts.http),
            resources: measuredResources,
            securityContext: unprivileged,
          },
        ],
      },
      options,
    );
    addService(this, serverService, anchor, [
      { name: 'http', port: fortioPorts.http, targetPort: fortioPorts.http },
      { name: 'tcp-echo', port: fortioPorts.tcpEcho, targetPort: fortioPorts.tcpEcho },
    ]);
    addDeployment(
      this,
      {
        name: 'fortio-client',
        side: 'client',
        containers: [
          {
            name: 'fortio',
            image,
            // The image has no shell and no sleep: an idle server keeps the container up.
            args: fortioServer(fortioPorts),
            resources: measuredResources,
            securityContext: unprivileged,
          },
        ],
      },
      options,
    );
  }
}

/** Arguments of a Fortio server that listens on these ports and nowhere else. */
export function fortioServer({ http, tcpEcho }: { http: number; tcpEcho: number | 'disabled' }): string[] {
  return [
    'server',
    ...['-http-port', String(http), '-tcp-port', String(tcpEcho)],
    ...['-grpc-port', 'disabled', '-udp-port', 'disabled', '-redirect-port', 'disabled'],
  ];
}
