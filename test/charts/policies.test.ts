import { describe, expect, it } from '@jest/globals';
import { namespace, otherNamespace, selectorOf } from '../../charts/labels.ts';
import { policyLabels, policyObject } from '../../charts/policies.ts';
import { policyPods } from '../../charts/policy-pods.ts';
import { policyCaseIds, policyMatrix } from '../../lib/domain/policy/policy-matrix.ts';

const policies = policyCaseIds.flatMap((id) => {
  const policy = policyObject(id);
  return policy ? [[id, policy] as const] : [];
});
const ownPods = Object.values(policyPods).map((name) => selectorOf(name));

describe('the policies of the matrix', () => {
  it('are there for all cases that are ever executed', () => {
    const executed = policyCaseIds.filter((id) => policyMatrix[id].neverExecuted === undefined);
    expect(policies.map(([id]) => id)).toEqual(executed);
  });

  it.each(policies)('%s is of the case’s kind, and is found by its labels', (id, { kind, metadata }) => {
    expect(kind).toBe(policyMatrix[id].kind);
    expect(metadata.labels).toEqual(policyLabels);
    expect(metadata.name).toBe(`cni-bench-${id}`);
  });

  it.each(policies)('%s selects pods of the matrix only', (_id, { metadata, spec }) => {
    const { podSelector, endpointSelector } = spec as Record<string, { matchLabels?: object } | undefined>;
    const selected = (podSelector ?? endpointSelector)?.matchLabels;
    // Where every pod of a namespace is selected, no other pod is in it.
    if (selected === undefined) expect(metadata.namespace).toBe(otherNamespace);
    else if (metadata.namespace !== undefined) expect(ownPods).toContainEqual(selected);
    else
      expect(
        ownPods.map((labels) => ({ ...labels, 'k8s:io.kubernetes.pod.namespace': namespace })),
      ).toContainEqual(selected);
  });
});
