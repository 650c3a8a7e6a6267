import { expect, it } from '@jest/globals';
import { App } from 'cdk8s';
import { policyObject } from '../../charts/policies.ts';
import { ServiceScaleChart } from '../../charts/service-scale.ts';
import { policyCaseIds } from '../../lib/domain/policy/policy-matrix.ts';
import { testedVersions } from '../../lib/domain/versions.ts';
import { kubernetesApi } from '../../scripts/chart-inputs.ts';
import { describeWith } from '../support/needs.ts';
import { manifestsOf } from '../support/workloads.ts';
import { KubernetesSchema, type Typed } from './support/kubernetes-schema.ts';

const versions = await Promise.all(
  Object.values(testedVersions).map(async ({ eks }) => ({
    eks,
    inputs: { swagger: await kubernetesApi(eks) },
  })),
);

for (const { eks, inputs } of versions)
  describeWith(`the API of Kubernetes ${eks}`, inputs, ({ swagger }) => {
    const schema = new KubernetesSchema(swagger);
    const errorsIn = (objects: readonly Typed[]) => objects.flatMap((object) => schema.errorsIn(object));

    it('takes every object of the workloads', () => {
      expect(errorsIn(manifestsOf({ scenario: 'C' }))).toEqual([]);
    });

    it('takes the policies of the matrix that are its own', () => {
      const policies = policyCaseIds.flatMap((id) => policyObject(id) ?? []);
      const own = policies.filter(({ kind }) => kind === 'NetworkPolicy');
      expect(own.length).toBeGreaterThan(5);
      expect(errorsIn(own)).toEqual([]);
    });

    it('takes the objects of service scaling', () => {
      const chart = new ServiceScaleChart(new App(), 'scale', { count: 2, podAddresses: ['10.0.1.7'] });
      const objects: Typed[] = chart.toJson();
      expect(objects.map(({ kind }) => kind)).toEqual([
        'Service',
        'EndpointSlice',
        'Service',
        'EndpointSlice',
      ]);
      expect(errorsIn(objects)).toEqual([]);
    });

    it.each([
      ['a misspelt field', (text: string) => text.replaceAll('"startupProbe"', '"startUpProbe"')],
      ['a wrong type', (text: string) => text.replaceAll('"replicas":1', '"replicas":"1"')],
      ['a field at the wrong place', (text: string) => text.replace('"spec":', '"hostNetwork":true,"spec":')],
      ['a kind of another version', (text: string) => text.replaceAll('"apps/v1"', '"apps/v1beta1"')],
    ])('refuses %s', (_mistake, mutate) => {
      const mutated: Typed[] = JSON.parse(mutate(JSON.stringify(manifestsOf())));
      expect(errorsIn(mutated)).not.toEqual([]);
    });
  });
