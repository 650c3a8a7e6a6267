import type { k8s } from 'cdk8s-plus-31';
import type { PolicyCase } from '../lib/domain/policy/policy-case.ts';
import { outsideNames, type PolicyCaseId } from '../lib/domain/policy/policy-matrix.ts';
import { dnsLabels, namespace, otherNamespace, partOf, selectorOf } from './labels.ts';
import { policyPods, policyPorts } from './policy-pods.ts';

/** What tells the policies of the matrix from all others, so that they can be found and removed. */
export const policyLabels = { ...partOf, 'cni-bench/policy-case': 'true' } as const;

/** An object of the API as it is applied. */
export interface PolicyObject {
  readonly apiVersion: string;
  readonly kind: PolicyCase['kind'];
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: Readonly<Record<string, string>>;
  };
  readonly spec: object;
}

type PlainPolicy = Omit<k8s.NetworkPolicySpec, 'ingress' | 'egress'> & {
  readonly ingress?: readonly PlainRule[];
  readonly egress?: readonly PlainRule[];
};
interface PlainRule {
  readonly from?: readonly k8s.NetworkPolicyPeer[];
  readonly to?: readonly k8s.NetworkPolicyPeer[];
  readonly ports?: readonly { readonly protocol: 'TCP'; readonly port: number }[];
}

const podsOf = (peer: keyof typeof policyPods) => ({ matchLabels: selectorOf(policyPods[peer]) });
const namespaceOf = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
const http = { protocol: 'TCP', port: policyPorts.http } as const;

function plain(id: PolicyCaseId, spec: PlainPolicy, where = namespace): PolicyObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: nameOf(id), namespace: where, labels: policyLabels },
    spec,
  };
}

function cilium(id: PolicyCaseId, spec: object): PolicyObject {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: nameOf(id), namespace, labels: policyLabels },
    spec,
  };
}

/** `cni-bench-deny-ingress`: cluster-wide names are shared with everybody. */
function nameOf(id: PolicyCaseId): string {
  return `cni-bench-${id}`;
}

/** Labels as Cilium has them of a pod, for policies that belong to no namespace. */
const anywhere = (peer: keyof typeof policyPods, where: string) => ({
  matchLabels: { ...selectorOf(policyPods[peer]), 'k8s:io.kubernetes.pod.namespace': where },
});

const toDns = {
  toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', ...dnsLabels } }],
  toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
};

const objects = {
  // Every pod of a namespace: allowed only where the matrix has the only one.
  'deny-ingress': plain('deny-ingress', { podSelector: {}, policyTypes: ['Ingress'] }, otherNamespace),
  'deny-egress': plain('deny-egress', { podSelector: {}, policyTypes: ['Egress'] }, otherNamespace),
  'ingress-pods': plain('ingress-pods', {
    podSelector: podsOf('server'),
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: podsOf('allowed') }] }],
  }),
  'ingress-ports': plain('ingress-ports', {
    podSelector: podsOf('server'),
    policyTypes: ['Ingress'],
    ingress: [{ ports: [http] }],
  }),
  'ingress-namespaces': plain('ingress-namespaces', {
    podSelector: podsOf('server'),
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ namespaceSelector: namespaceOf(otherNamespace) }] }],
  }),
  'egress-pods-and-ports': plain('egress-pods-and-ports', {
    podSelector: podsOf('denied'),
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: podsOf('server') }], ports: [http] }],
  }),
  'egress-namespaces': plain('egress-namespaces', {
    podSelector: podsOf('denied'),
    policyTypes: ['Egress'],
    egress: [{ to: [{ namespaceSelector: namespaceOf(otherNamespace) }] }],
  }),
  'enforcement-delay': plain('enforcement-delay', {
    podSelector: podsOf('server'),
    policyTypes: ['Ingress'],
  }),
  entities: cilium('entities', {
    endpointSelector: podsOf('server'),
    ingress: [{ fromEntities: ['host', 'remote-node'] }],
  }),
  fqdn: cilium('fqdn', {
    endpointSelector: podsOf('denied'),
    egress: [
      toDns,
      {
        toFQDNs: [{ matchName: outsideNames.allowed }],
        toPorts: [{ ports: [{ port: String(policyPorts.https), protocol: 'TCP' }] }],
      },
    ],
  }),
  'http-rules': cilium('http-rules', {
    endpointSelector: podsOf('server'),
    ingress: [
      {
        toPorts: [
          {
            ports: [{ port: String(policyPorts.http), protocol: 'TCP' }],
            rules: { http: [{ method: 'GET', path: '/open' }] },
          },
        ],
      },
    ],
  }),
  'cluster-wide': {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    metadata: { name: nameOf('cluster-wide'), labels: policyLabels },
    spec: {
      endpointSelector: anywhere('server', namespace),
      ingress: [{ fromEndpoints: [anywhere('allowed', namespace)] }],
    },
  },
} as const satisfies Partial<Record<PolicyCaseId, PolicyObject>>;

/** The policy of a case; undefined for one that no run ever executes. */
export function policyObject(id: PolicyCaseId): PolicyObject | undefined {
  return id === 'host' ? undefined : objects[id];
}

/** Names of policies that belong to no namespace. */
export const clusterWidePolicies: readonly string[] = Object.values(objects).flatMap(
  ({ metadata }: PolicyObject) => (metadata.namespace === undefined ? [metadata.name] : []),
);
