import { createHash } from 'node:crypto';
import { ciliumValues } from '../../charts/values/cilium.ts';
import { coreDnsValues } from '../../charts/values/coredns.ts';
import { vpcCniValues } from '../../charts/values/vpc-cni.ts';
import { workloadManifests } from '../../charts/workloads.ts';
import type { BeginRunProperties } from '../domain/benchmark-resources.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import type { Scenario } from '../domain/scenario.ts';

/** Everything of a deployment that makes its run another one. */
export function whatIsMeasured(scenario: Scenario, config: DeploymentConfig): BeginRunProperties {
  return {
    Scenario: scenario.name,
    Profile: config.profile,
    ...(config.repetitions !== undefined && { Repetitions: config.repetitions }),
    ...(config.run !== undefined && { Run: config.run }),
    ...runDigests(scenario, config),
  };
}

/**
 * What a run is of besides its plan. Whatever could move a figure is in one of the digests; where images are
 * pulled from and how long a stack lives is not.
 */
function runDigests(
  scenario: Scenario,
  config: DeploymentConfig,
): Pick<BeginRunProperties, 'Values' | 'Manifests' | 'Versions'> {
  const { images, versions, addons, instanceType, nodeCount, placementGroup, availabilityZones } = config;
  const cni =
    scenario.cni === 'cilium' ? ciliumValues(scenario, { apiServerHost: 'the cluster' }) : vpcCniValues;
  const values = [...cni, ...coreDnsValues].map(({ key, value }) => [key, value]);
  return {
    Values: digestOf(JSON.stringify(values)),
    Manifests: digestOf(workloadManifests({ images, scenario: scenario.name })),
    Versions: digestOf(
      JSON.stringify({
        eks: versions.eks,
        ...(scenario.cni === 'cilium' && { cilium: versions.cilium }),
        addons,
        instanceType,
        nodeCount,
        placementGroup,
        zone: availabilityZones[0],
      }),
    ),
  };
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
