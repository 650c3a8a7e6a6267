import { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import { idle, limitedResources, unprivileged } from './container.ts';
import { partOf, selectorOf } from './labels.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

const name = 'node-inspector';
const xtablesLock = '/run/xtables.lock';

/**
 * Read only, and read by the inspector alone: what the CNI's programs use of the processor, and what the
 * Cilium agent says of itself, without a right to start commands in kube-system.
 */
const nodesOwn = [
  { name: 'cgroups', path: '/sys/fs/cgroup', type: 'Directory' },
  { name: 'cilium', path: '/var/run/cilium', type: 'DirectoryOrCreate' },
] as const;

/**
 * A look at every node from its own network: ENA's counters (ethtool), rules (iptables), connection tracking,
 * queues, processors (/proc/stat), and kube-proxy's metrics, which listen on the node's loopback only. The
 * node's cgroups and the Cilium agent's socket are below `/node`.
 */
export class NodeInspectorChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    const matchLabels = selectorOf(name);
    new k8s.KubeDaemonSet(this, name, {
      metadata: { name, labels: matchLabels },
      spec: {
        selector: { matchLabels },
        template: {
          metadata: { labels: { ...partOf, ...matchLabels } },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            hostNetwork: true,
            dnsPolicy: 'Default',
            securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
            terminationGracePeriodSeconds: 1,
            tolerations: [{ operator: 'Exists' }],
            containers: [
              {
                name: 'inspector',
                image: options.images.inspector,
                command: idle,
                resources: limitedResources,
                securityContext: {
                  ...unprivileged,
                  // Root with two capabilities: reading the node's rules asks for them.
                  runAsUser: 0,
                  capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_RAW'] },
                },
                volumeMounts: [
                  { name: 'xtables-lock', mountPath: xtablesLock },
                  ...nodesOwn.map(({ name, path }) => ({ name, mountPath: `/node${path}`, readOnly: true })),
                ],
              },
            ],
            // Shared with kube-proxy, so that neither reads while the other writes.
            volumes: [
              { name: 'xtables-lock', hostPath: { path: xtablesLock, type: 'FileOrCreate' } },
              ...nodesOwn.map(({ name, path, type }) => ({ name, hostPath: { path, type } })),
            ],
          },
        },
      },
    });
  }
}
