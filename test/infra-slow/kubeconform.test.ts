import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { App, Yaml } from 'cdk8s';
import { ServiceScaleChart } from '../../charts/service-scale.ts';
import { workloadManifests } from '../../charts/workloads.ts';
import { defaultImages } from '../../lib/domain/images.ts';
import { baseScenarioIds } from '../../lib/domain/scenario.ts';
import { testedVersions } from '../../lib/domain/versions.ts';
import { kubernetesApi } from '../../scripts/chart-inputs.ts';
import { KubernetesSchema } from '../charts/support/kubernetes-schema.ts';
import { describeWith } from '../support/needs.ts';
import { manifestsOf } from '../support/workloads.ts';
import { judge, kubeconform, writeSchemas } from './support/kubeconform.ts';

const timeoutMillis = 180_000;
const home = await mkdtemp(join(tmpdir(), 'cni-bench-kubeconform-'));
const program = await kubeconform();
const versions = await Promise.all(
  Object.values(testedVersions).map(async ({ eks }) => ({
    eks,
    inputs: { program, swagger: await kubernetesApi(eks) },
  })),
);
const yaml = (scenario: string) => workloadManifests({ images: defaultImages, scenario });

afterAll(() => rm(home, { recursive: true }));

for (const { eks, inputs } of versions)
  describeWith(`kubeconform with the schemas of Kubernetes ${eks}`, inputs, (paths) => {
    const schemas = join(home, eks);
    const troubleIn = async (text: string) =>
      (await judge(paths.program, schemas, text)).filter(({ status }) => status !== 'statusValid');

    beforeAll(() => writeSchemas(new KubernetesSchema(paths.swagger), schemas), timeoutMillis);

    it.each(baseScenarioIds)(
      'takes every object of scenario %s',
      async (scenario) => {
        const verdicts = await judge(paths.program, schemas, yaml(scenario));
        expect(verdicts.filter(({ status }) => status !== 'statusValid')).toEqual([]);
        const names = manifestsOf({ scenario }).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
        expect(verdicts.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual(names.sort());
      },
      timeoutMillis,
    );

    it(
      'takes the objects of service scaling',
      async () => {
        const chart = new ServiceScaleChart(new App(), 'scale', { count: 2, podAddresses: ['10.0.1.7'] });
        expect(await troubleIn(Yaml.stringify(...chart.toJson()))).toEqual([]);
      },
      timeoutMillis,
    );

    it.each([
      ['an unknown field', 'startupProbe:', 'startUpProbe:', /'startUpProbe' not allowed/],
      ['a wrong type', 'replicas: 1', 'replicas: "1"', /replicas': got string, want integer/],
      ['a field at the wrong place', 'spec:', 'hostNetwork: true\nspec:', /'hostNetwork' not allowed/],
      ['a key twice', 'replicas: 1', 'replicas: 1\n  replicas: 1', /already set in map/],
      ['a kind of another version', 'apps/v1', 'apps/v1beta1', /could not find schema for Deployment/],
    ])(
      'refuses %s',
      async (mistake, right, wrong, message) => {
        process.stdout.write(`${mistake}: ${JSON.stringify(right)} -> ${JSON.stringify(wrong)}\n`);
        const mutated = yaml('C').replace(right, wrong);
        expect(mutated).not.toBe(yaml('C'));
        expect((await troubleIn(mutated)).map(({ msg }) => msg)).toEqual([expect.stringMatching(message)]);
      },
      timeoutMillis,
    );
  });
