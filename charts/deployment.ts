import { k8s } from 'cdk8s-plus-31';
import { unprivilegedPod } from './container.ts';
import { partOf, type Side, selectorOf, sideLabel } from './labels.ts';
import { affinityOf } from './placement.ts';
import type { Workload, WorkloadOptions } from './workload.ts';

export interface DeploymentProps {
  /** Of the Deployment, and the label `app.kubernetes.io/name` of its pods. */
  readonly name: string;
  readonly side: Side;
  readonly containers: k8s.Container[];
  /** @default 1 */
  readonly replicas?: number;
  /** Shares the node's network: the control beside a pod's measurement. @default false */
  readonly hostNetwork?: boolean;
  /** @default what unprivileged pods have */
  readonly securityContext?: k8s.PodSecurityContext;
  /** @default none */
  readonly volumes?: k8s.Volume[];
}

/**
 * A Deployment of ours, placed on its side. Kubernetes' own types are used rather than cdk8s-plus'
 * abstractions, which set a CPU limit that would be measured, and hashed labels.
 */
export function addDeployment(
  workload: Workload,
  props: DeploymentProps,
  options: WorkloadOptions,
): k8s.KubeDeployment {
  const { name, side, containers, replicas = 1, hostNetwork = false, volumes } = props;
  const matchLabels = selectorOf(name);
  return new k8s.KubeDeployment(workload, `${name}-deployment`, {
    metadata: { name, labels: matchLabels },
    spec: {
      replicas,
      selector: { matchLabels },
      // Old and new pods never share the node that they are bound to.
      strategy: { type: 'Recreate' },
      template: {
        metadata: { labels: { ...partOf, ...matchLabels, [sideLabel]: side } },
        spec: {
          affinity: affinityOf(name, side, options),
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: props.securityContext ?? unprivilegedPod,
          ...(hostNetwork && { hostNetwork, dnsPolicy: 'ClusterFirstWithHostNet' }),
          terminationGracePeriodSeconds: 5,
          containers,
          ...(volumes && { volumes }),
        },
      },
    },
  });
}

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
  /** @default TCP */
  readonly protocol?: 'TCP' | 'UDP';
}

/** A ClusterIP Service for the pods of one workload. */
export function addService(
  workload: Workload,
  name: string,
  pods: string,
  ports: readonly ServicePort[],
): k8s.KubeService {
  return new k8s.KubeService(workload, `${name}-service`, {
    metadata: { name, labels: selectorOf(pods) },
    spec: {
      selector: selectorOf(pods),
      ports: ports.map(({ targetPort, ...port }) => ({
        protocol: 'TCP',
        ...port,
        targetPort: k8s.IntOrString.fromNumber(targetPort),
      })),
    },
  });
}
