import { namespaces } from '../../../charts/labels.ts';
import { defaultImages } from '../../../lib/domain/images.ts';
import { workloadObjects } from '../../../lib/targets/kubernetes/apply.ts';
import { asList, asRecord, at } from '../../infra/support/template.ts';

export interface FakeObject {
  readonly metadata: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

/** Three nodes of an EKS nodegroup in one zone; clients are on the first, servers on the second. */
export const nodeNames = ['node-1', 'node-2', 'node-3'] as const;

export const nodes: readonly FakeObject[] = nodeNames.map((name, index) => ({
  metadata: {
    name,
    labels: {
      'eks.amazonaws.com/nodegroup': 'nodes',
      'topology.kubernetes.io/zone': 'ap-northeast-2a',
      'node.kubernetes.io/instance-type': 'm6i.xlarge',
    },
  },
  spec: { providerID: `aws:///ap-northeast-2a/i-${name}` },
  status: {
    addresses: [{ type: 'InternalIP', address: `10.0.1.${index + 1}` }],
    capacity: { cpu: '4' },
    nodeInfo: { bootID: `boot-${name}`, kernelVersion: '6.12', osImage: 'AL2023' },
  },
}));

/** The workloads of a stack, each with its pods; they belong to nobody's run. */
export function workloads(scenario: string) {
  const objects = workloadObjects({ images: defaultImages, clientsApartFromDns: true, scenario });
  const spaces: readonly unknown[] = namespaces;
  const all = objects
    .map((one) => asRecord(one))
    .filter((one) => spaces.includes(at(one, 'metadata.namespace')));
  const named = (kind: string) => all.filter((one) => one.kind === kind).map(toObject);
  const [deployments, daemonSets] = [named('Deployment'), named('DaemonSet')];
  return {
    deployments,
    daemonSets: daemonSets.map((one) => ({ ...one, status: { desiredNumberScheduled: nodeNames.length } })),
    services: named('Service').map((one, index) => ({
      ...one,
      spec: { ...asRecord(one.spec), clusterIP: `10.100.0.${index + 2}` },
    })),
    pods: [
      ...deployments.flatMap((one) =>
        Array.from({ length: Number(at(one, 'spec.replicas')) }, () =>
          podOf(one, sideOf(one) === 'server' ? 'node-2' : 'node-1'),
        ),
      ),
      ...daemonSets.flatMap((one) => nodeNames.map((node) => podOf(one, node))),
    ],
  };
}

function toObject(one: Readonly<Record<string, unknown>>): FakeObject {
  const { name, labels, ...metadata } = asRecord(one.metadata);
  return {
    ...one,
    metadata: { ...metadata, name: String(name), labels: asRecord(labels) as Record<string, string> },
  };
}

/** The workload of a pod. */
export function workloadOf({ metadata }: FakeObject): string {
  return metadata.labels['app.kubernetes.io/name'] ?? '';
}

/** The address of a workload's first pod. */
export function podAddress(pods: readonly FakeObject[], workload: string): unknown {
  return at(
    pods.find((pod) => workloadOf(pod) === workload),
    'status.podIP',
  );
}

function sideOf(workload: FakeObject): unknown {
  return asRecord(at(workload, 'spec.template.metadata.labels'))['cni-bench/side'];
}

let addresses = 0;

function podOf(workload: FakeObject, nodeName: string): FakeObject {
  const { name } = workload.metadata;
  const template = asRecord(at(workload, 'spec.template'));
  const containers = asList(at(template, 'spec.containers')).map((one) => String(at(one, 'name')));
  addresses += 1;
  const own = `${name}-${addresses}`;
  return {
    metadata: {
      name: own,
      namespace: workload.metadata.namespace,
      labels: asRecord(at(template, 'metadata.labels')) as Record<string, string>,
      uid: own,
      creationTimestamp: '2026-11-26T00:00:00Z',
    },
    spec: { ...asRecord(template.spec), nodeName },
    status: {
      podIP: `10.0.0.${addresses}`,
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: containers.map((container) => ({
        name: container,
        image: container,
        containerID: `containerd://${own}`,
        state: { running: {} },
      })),
    },
  };
}
