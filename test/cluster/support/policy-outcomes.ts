import { policyCaseIds, policyMatrix } from '../../../lib/domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../../../lib/domain/policy/policy-record.ts';
import type { Mode } from './test-bed.ts';

type Outcomes = Readonly<Record<string, PolicyRecord['observed']>>;

const plain = policyCaseIds.filter((id) => policyMatrix[id].kind === 'NetworkPolicy');
const ofCilium = policyCaseIds.filter((id) => policyMatrix[id].kind !== 'NetworkPolicy');
const each = (ids: readonly string[], observed: PolicyRecord['observed']): Outcomes =>
  Object.fromEntries(ids.map((id) => [id, observed]));

/** What each case comes to: A has kube-proxy and nobody who enforces; C is Cilium without its proxy and Envoy. */
export const policyOutcomes = {
  A: { ...each(plain, 'not enforced'), ...each(ofCilium, 'not offered'), host: 'not executed' },
  C: {
    ...each(policyCaseIds, 'enforced'),
    'http-rules': 'not offered',
    // No name outside of the test bed exists.
    fqdn: 'not executed',
    host: 'not executed',
  },
} satisfies Partial<Record<Mode, Outcomes>>;
