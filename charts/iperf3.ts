import type { Construct } from 'constructs';
import { idle, measuredResources, unprivileged, untilItListens } from './container.ts';
import { addDeployment, addService } from './deployment.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

/** iperf3's own port. */
export const iperf3Port = 5201;

/** Throughput: an iperf3 server, and the pod that its clients are started in. */
export class Iperf3Chart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    const container = {
      name: 'iperf3',
      image: options.images.iperf3,
      resources: measuredResources,
      securityContext: unprivileged,
      // iperf3 maps a file in /tmp for each stream.
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    };
    const volumes = [{ name: 'tmp', emptyDir: { medium: 'Memory' } }];
    addDeployment(
      this,
      {
        name: 'iperf3-server',
        side: 'server',
        containers: [
          {
            ...container,
            command: iperf3Server(iperf3Port),
            ports: [
              { name: 'control', containerPort: iperf3Port },
              { name: 'udp', containerPort: iperf3Port, protocol: 'UDP' },
            ],
            startupProbe: untilItListens(iperf3Port),
          },
        ],
        volumes,
      },
      options,
    );
    addService(this, 'iperf3', 'iperf3-server', [
      { name: 'tcp', port: iperf3Port, targetPort: iperf3Port },
      { name: 'udp', port: iperf3Port, targetPort: iperf3Port, protocol: 'UDP' },
    ]);
    addDeployment(
      this,
      {
        name: 'iperf3-client',
        side: 'client',
        containers: [{ ...container, command: idle }],
        volumes,
      },
      options,
    );
  }
}

export function iperf3Server(port: number): string[] {
  return ['iperf3', '--server', '--port', String(port)];
}
