import type { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import { idle, measuredResources, unprivileged, untilItListens } from './container.ts';
import { addDeployment } from './deployment.ts';
import { fortioServer } from './fortio.ts';
import { iperf3Server } from './iperf3.ts';
import type { Side } from './labels.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

/** Where the controls listen on their nodes; away from the ports of kubelet, CNI and kube-proxy. */
export const hostPorts = { http: 18080, tcpEcho: 18078, iperf3: 15201 } as const;

/**
 * The controls: the same programs on the same two nodes in the nodes' own network. What moves there is the
 * machine or the cloud, not the datapath.
 */
export class HostControlsChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    for (const side of ['server', 'client'] as const)
      addDeployment(
        this,
        {
          name: `host-${side}`,
          side,
          hostNetwork: true,
          containers: containersOf(side, options),
          volumes: [{ name: 'tmp', emptyDir: { medium: 'Memory' } }],
        },
        options,
      );
  }
}

function containersOf(side: Side, { images }: WorkloadOptions): k8s.Container[] {
  const both = { resources: measuredResources, securityContext: unprivileged };
  const fortio = { ...both, name: 'fortio', image: images.fortio, args: fortioServer(hostPorts) };
  const iperf3 = {
    ...both,
    name: 'iperf3',
    image: images.iperf3,
    volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  };
  if (side === 'client') return [fortio, { ...iperf3, command: idle }];
  return [
    {
      ...fortio,
      ports: [
        { name: 'http', containerPort: hostPorts.http, hostPort: hostPorts.http },
        { name: 'tcp-echo', containerPort: hostPorts.tcpEcho, hostPort: hostPorts.tcpEcho },
      ],
      startupProbe: untilItListens(hostPorts.http),
    },
    {
      ...iperf3,
      command: iperf3Server(hostPorts.iperf3),
      ports: [{ name: 'iperf3', containerPort: hostPorts.iperf3, hostPort: hostPorts.iperf3 }],
      startupProbe: untilItListens(hostPorts.iperf3),
    },
  ];
}
