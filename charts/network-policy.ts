import { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import { limitedResources, unprivileged, untilItListens } from './container.ts';
import { addDeployment, addService } from './deployment.ts';
import { fortioPorts, fortioServer } from './fortio.ts';
import { selectorOf } from './labels.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

const server = 'policy-server';
const allowed = 'policy-allowed';
const denied = 'policy-denied';

/** One row of the policy matrix: a connection that is tried, and whether it must succeed. */
export interface PolicyCase {
  readonly from: string;
  readonly service: string;
  readonly port: number;
  readonly succeeds: boolean;
}

/** What must hold once the policies are in force; before, everything succeeds. */
export const policyCases: readonly PolicyCase[] = [
  { from: allowed, service: server, port: fortioPorts.http, succeeds: true },
  { from: allowed, service: server, port: fortioPorts.tcpEcho, succeeds: false },
  { from: denied, service: server, port: fortioPorts.http, succeeds: false },
  { from: denied, service: server, port: fortioPorts.tcpEcho, succeeds: false },
];

/**
 * The policy matrix, on pods of its own: no policy selects a measured pod, for a policy changes the path
 * of the packets that it looks at. Deployments, because the VPC CNI's agent knows no other pods.
 */
export class NetworkPolicyChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    const container = {
      name: 'fortio',
      image: options.images.fortio,
      args: fortioServer(fortioPorts),
      startupProbe: untilItListens(fortioPorts.http),
      resources: limitedResources,
      securityContext: unprivileged,
    };
    for (const [name, side] of [
      [server, 'server'],
      [allowed, 'client'],
      [denied, 'client'],
    ] as const)
      addDeployment(this, { name, side, containers: [container] }, options);
    addService(this, server, server, [
      { name: 'http', port: fortioPorts.http, targetPort: fortioPorts.http },
      { name: 'tcp-echo', port: fortioPorts.tcpEcho, targetPort: fortioPorts.tcpEcho },
    ]);
    new k8s.KubeNetworkPolicy(this, 'deny', {
      metadata: { name: 'policy-server-deny' },
      spec: { podSelector: { matchLabels: selectorOf(server) }, policyTypes: ['Ingress'] },
    });
    new k8s.KubeNetworkPolicy(this, 'allow', {
      metadata: { name: 'policy-server-allow-http' },
      spec: {
        podSelector: { matchLabels: selectorOf(server) },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ podSelector: { matchLabels: selectorOf(allowed) } }],
            ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(fortioPorts.http) }],
          },
        ],
      },
    });
  }
}
