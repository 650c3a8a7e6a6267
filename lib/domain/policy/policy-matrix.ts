import type { PolicyAttempt, PolicyCase } from './policy-case.ts';
import { adminPolicies, autoModeNames, ciliumLanguage, plain } from './policy-sources.ts';

const get = (
  from: PolicyAttempt['from'],
  to: PolicyAttempt['to'],
  wanted: PolicyAttempt['wanted'],
  more: Partial<PolicyAttempt> = {},
): PolicyAttempt => ({ from, to, port: 'http', wanted, ...more });

/** Both are AWS endpoints, which a node of EKS reaches anyway. */
const names = { allowed: 'sts.amazonaws.com', denied: 'ec2.amazonaws.com' } as const;

/** The matrix. A new case is one entry here and its objects in charts/policies.ts. */
const matrix = {
  'deny-ingress': {
    title: 'Default deny, ingress: all pods of a namespace',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [get('allowed', 'other', 'refused'), get('allowed', 'server', 'passes')],
    known: plain,
  },
  'deny-egress': {
    title: 'Default deny, egress: all pods of a namespace',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [get('other', 'server', 'refused'), get('allowed', 'server', 'passes')],
    known: plain,
  },
  'ingress-pods': {
    title: 'Ingress by pod selector (L3)',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [get('denied', 'server', 'refused'), get('allowed', 'server', 'passes')],
    known: plain,
  },
  'ingress-ports': {
    title: 'Ingress by port (L4)',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [
      get('allowed', 'server', 'refused', { port: 'second' }),
      get('allowed', 'server', 'passes'),
      get('denied', 'server', 'passes'),
    ],
    known: plain,
  },
  'ingress-namespaces': {
    title: 'Ingress by namespace selector',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [get('denied', 'server', 'refused'), get('other', 'server', 'passes')],
    known: plain,
  },
  'egress-pods-and-ports': {
    title: 'Egress by pod selector and port (L3 and L4)',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [
      get('denied', 'server', 'refused', { port: 'second' }),
      get('denied', 'other', 'refused'),
      get('denied', 'server', 'passes'),
      get('allowed', 'other', 'passes'),
    ],
    known: plain,
  },
  'egress-namespaces': {
    title: 'Egress by namespace selector',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [get('denied', 'server', 'refused'), get('denied', 'other', 'passes')],
    known: plain,
  },
  'enforcement-delay': {
    title: 'Delay from the API server’s answer to the first refused connection, five times',
    kind: 'NetworkPolicy',
    needs: [],
    attempts: [get('denied', 'server', 'refused')],
    times: 5,
    known: plain,
  },
  entities: {
    title: 'Ingress by entity: nodes, and no pod',
    kind: 'CiliumNetworkPolicy',
    needs: ['cilium-crds'],
    attempts: [get('allowed', 'server', 'refused'), get('node', 'server', 'passes')],
    known: [ciliumLanguage],
  },
  fqdn: {
    title: 'Egress by DNS name',
    kind: 'CiliumNetworkPolicy',
    needs: ['cilium-crds', 'l7-proxy'],
    attempts: [
      get('denied', { name: names.denied }, 'refused', { port: 'https' }),
      get('denied', { name: names.allowed }, 'passes', { port: 'https' }),
    ],
    known: [ciliumLanguage, autoModeNames],
  },
  'http-rules': {
    title: 'Ingress by HTTP method and path (L7)',
    kind: 'CiliumNetworkPolicy',
    needs: ['cilium-crds', 'l7-proxy', 'envoy'],
    attempts: [
      get('allowed', 'server', 'refused', { path: '/closed' }),
      get('allowed', 'server', 'refused', { path: '/open', method: 'POST' }),
      get('allowed', 'server', 'passes', { path: '/open' }),
    ],
    known: [ciliumLanguage],
  },
  'cluster-wide': {
    title: 'A policy of the whole cluster, by pod and namespace labels',
    kind: 'CiliumClusterwideNetworkPolicy',
    needs: ['cilium-crds'],
    attempts: [
      get('denied', 'server', 'refused'),
      get('other', 'server', 'refused'),
      get('allowed', 'server', 'passes'),
    ],
    known: [ciliumLanguage, adminPolicies],
  },
  host: {
    title: 'A policy of nodes (host firewall)',
    kind: 'CiliumClusterwideNetworkPolicy',
    needs: ['cilium-crds', 'host-firewall'],
    attempts: [],
    neverExecuted: 'it would act on all that its nodes do, and a wrong one locks them out',
    known: [
      {
        says: 'Host policies are CiliumClusterwideNetworkPolicies with a node selector; the host firewall is off unless it is turned on.',
        url: 'https://docs.cilium.io/en/stable/security/host-firewall/',
      },
    ],
  },
} as const satisfies Record<string, PolicyCase>;

export type PolicyCaseId = keyof typeof matrix;
export const policyMatrix: Readonly<Record<PolicyCaseId, PolicyCase>> = matrix;
export const policyCaseIds = Object.keys(matrix) as [PolicyCaseId, ...PolicyCaseId[]];
export { names as outsideNames };
