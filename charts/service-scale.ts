import { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import { fortioPorts } from './fortio.ts';
import { partOf } from './labels.ts';
import { Workload } from './workload.ts';

/** What tells the Services of service scaling from the others. */
export const scaleLabels = { 'cni-bench/service-scale': 'true' } as const;

export interface ServiceScaleProps {
  /** How many Services there are besides the workloads' own. */
  readonly count: number;
  /** Addresses of pods that exist; no pod is made for a Service. Without any, kube-proxy writes REJECT rules. */
  readonly podAddresses: readonly [string, ...string[]];
}

/** Many Services without a selector, each with an EndpointSlice that points at pods that are there anyway. */
export class ServiceScaleChart extends Workload {
  constructor(scope: Construct, id: string, { count, podAddresses }: ServiceScaleProps) {
    super(scope, id);
    for (let index = 0; index < count; index += 1) {
      const name = scaleServiceName(index);
      new k8s.KubeService(this, `${name}-service`, scaleService(index));
      new k8s.KubeEndpointSlice(this, `${name}-endpoints`, scaleEndpoints(index, podAddresses));
    }
  }
}

/** `scale-0042`. */
export function scaleServiceName(index: number): string {
  return `scale-${String(index).padStart(4, '0')}`;
}

/** For those who make the objects by the API; cdk8s takes about a millisecond an object. */
export function scaleService(index: number): k8s.KubeServiceProps {
  return {
    metadata: { name: scaleServiceName(index), labels: { ...partOf, ...scaleLabels } },
    spec: { ports: [{ name: 'http', protocol: 'TCP', port: 80 }] },
  };
}

export function scaleEndpoints(
  index: number,
  podAddresses: ServiceScaleProps['podAddresses'],
): k8s.KubeEndpointSliceProps {
  const name = scaleServiceName(index);
  return {
    metadata: {
      name,
      labels: {
        ...partOf,
        ...scaleLabels,
        'kubernetes.io/service-name': name,
        'endpointslice.kubernetes.io/managed-by': 'eks-cni-bench',
      },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', protocol: 'TCP', port: fortioPorts.http }],
    endpoints: podAddresses.map((address) => ({ addresses: [address], conditions: { ready: true } })),
  };
}
