import { describe, expect, it } from '@jest/globals';
import { namespace, otherNamespace, serverService, sideLabel } from '../../charts/labels.ts';
import { policyPods } from '../../charts/policy-pods.ts';
import { defaultImages, mirrored, pinnedImagePattern } from '../../lib/domain/images.ts';
import { lookedUpName } from '../../lib/suite/probes/dns-names.ts';
import { manifestsOf, podsOf } from '../support/workloads.ts';

const manifests = manifestsOf();
const pods = podsOf(manifests);
const containers = pods.flatMap(({ name, labels, spec }) =>
  (spec.containers ?? []).map((container) => ({ pod: name, labels, spec, container })),
);
/** Pods of the policy matrix are timed by nobody. */
const measured = containers.filter(
  ({ labels, pod }) => labels[sideLabel] !== undefined && !pod.startsWith('policy-'),
);

describe('the workloads', () => {
  it('are all in one namespace, but for one pod of the policy matrix', () => {
    const elsewhere = manifests.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && metadata.namespace !== namespace,
    );
    expect(elsewhere.map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([
      [otherNamespace, policyPods.other],
    ]);
  });

  it('have a Service under the name that DNS measurements look up', () => {
    expect(`${serverService}.${namespace}.svc.cluster.local`).toBe(lookedUpName);
    expect(manifests).toContainEqual(
      expect.objectContaining({
        kind: 'Service',
        metadata: expect.objectContaining({ name: serverService }),
      }),
    );
  });

  it('never limit the CPU of what is measured, and state what they request', () => {
    expect(measured.length).toBeGreaterThan(8);
    for (const { container } of measured) {
      expect(container.resources?.limits).not.toHaveProperty('cpu');
      expect(container.resources?.requests).toEqual({ cpu: '100m', memory: '64Mi' });
    }
  });

  it('have least privilege', () => {
    for (const { container, spec, pod } of containers) {
      expect(spec.automountServiceAccountToken).toBe(false);
      const { securityContext } = container;
      expect(securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      if (pod === 'node-inspector') continue;
      expect(securityContext?.capabilities?.add).toBeUndefined();
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65_534 });
    }
  });

  it('give the inspector two capabilities, and no folder of the host to write but the lock', () => {
    const inspector = pods.find(({ kind }) => kind === 'DaemonSet');
    expect(inspector?.spec.containers?.[0]?.securityContext?.capabilities?.add).toEqual([
      'NET_ADMIN',
      'NET_RAW',
    ]);
    const mounts = inspector?.spec.containers?.[0]?.volumeMounts ?? [];
    const written = mounts.filter(({ readOnly }) => readOnly !== true).map(({ name }) => name);
    const folders = inspector?.spec.volumes?.map(({ name, hostPath }) => [name, hostPath?.path]);
    expect(folders).toEqual([
      ['xtables-lock', '/run/xtables.lock'],
      ['cgroups', '/sys/fs/cgroup'],
      ['cilium', '/var/run/cilium'],
    ]);
    expect(written).toEqual(['xtables-lock']);
  });

  it('probe a measured pod only until it has started', () => {
    for (const { container } of measured) {
      expect(container).not.toHaveProperty('readinessProbe');
      expect(container).not.toHaveProperty('livenessProbe');
    }
  });

  it('share the node’s network only where that is the point', () => {
    const onHost = pods.filter(({ spec }) => spec.hostNetwork).map(({ name }) => name);
    expect(onHost).toEqual(['host-server', 'host-client', 'node-inspector']);
  });

  it('pin every image, and take mirrors', () => {
    for (const { container } of containers) expect(container.image).toMatch(pinnedImagePattern);
    const images = mirrored(defaultImages, { 'docker.io': 'mirror.example/hub' });
    const through = podsOf(manifestsOf({ images })).flatMap(({ spec }) => spec.containers ?? []);
    for (const { image } of through) expect(image).toMatch(/^mirror\.example\/hub\//);
  });

  it('bring the pods of the policy matrix, and no policy: those come and go with its cases', () => {
    const names = pods.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.values(policyPods)));
    expect(manifests.filter(({ kind }) => kind.endsWith('Policy'))).toEqual([]);
  });

  it('differ between scenarios in the note on the namespace only', () => {
    const [, ...rest] = manifestsOf({ scenario: 'C' });
    expect(rest).toEqual(manifests.slice(1));
  });
});
