import { describe, expect, it } from '@jest/globals';
import { parseDeploymentConfig } from '../../lib/domain/deployment-config.ts';
import { InputError } from '../../lib/domain/input-error.ts';
import { testedVersions } from '../../lib/domain/versions.ts';

describe('the deployment config', () => {
  it('has a default for everything', () => {
    expect(parseDeploymentConfig({})).toMatchObject({
      versions: testedVersions.default,
      region: 'ap-northeast-2',
      availabilityZones: ['ap-northeast-2a', 'ap-northeast-2c'],
      instanceType: 'm6i.xlarge',
      nodeCount: 3,
      serviceCidr: '10.100.0.0/16',
      profile: 'standard',
      nat: 'gateway',
      variants: [],
      endpointCidrs: [],
    });
  });

  it('takes text from -c and JSON from cdk.json alike', () => {
    const text = {
      repetitions: '6',
      ttlHours: '4',
      placementGroup: 'true',
      endpointCidrs: '203.0.113.0/24, 198.51.100.7/32',
      images: 'fortio=registry.example/fortio:1.66.0',
      registryMirrors: 'docker.io=mirror.example/hub,quay.io=mirror.example/quay',
      addons: 'coredns=v1.11.3-eksbuild.1',
      variants: 'D+host-routing,E-hubble-off',
      availabilityZones: 'eu-west-1b,eu-west-1c',
      region: 'eu-west-1',
      run: '2',
    };
    const json = {
      repetitions: 6,
      ttlHours: 4,
      placementGroup: true,
      endpointCidrs: ['203.0.113.0/24', '198.51.100.7/32'],
      images: { fortio: 'registry.example/fortio:1.66.0' },
      registryMirrors: { 'docker.io': 'mirror.example/hub', 'quay.io': 'mirror.example/quay' },
      addons: { coredns: 'v1.11.3-eksbuild.1' },
      variants: ['D+host-routing', 'E-hubble-off'],
      availabilityZones: ['eu-west-1b', 'eu-west-1c'],
      region: 'eu-west-1',
      run: '2',
    };
    const config = parseDeploymentConfig(text);
    expect(config).toEqual(parseDeploymentConfig(json));
    expect(config).toMatchObject({ repetitions: 6, placementGroup: true, variants: json.variants });
    expect(config.images).toMatchObject({ fortio: json.images.fortio });
  });

  it('leaves the keys of CDK and its CLI alone', () => {
    const context = {
      '@aws-cdk/core:newStyleStackSynthesis': true,
      'aws:cdk:enable-path-metadata': true,
      'availability-zones:account=1:region=x': ['a'],
      'acknowledged-issue-numbers': [1],
    };
    expect(parseDeploymentConfig(context)).toEqual(parseDeploymentConfig({}));
  });

  const table: readonly (readonly [Record<string, unknown>, RegExp])[] = [
    [{ repetitons: 6 }, /^repetitons: no such context key; there are versions, /],
    [{ 'ttl-hours': 6 }, /^ttl-hours: no such context key/],
    [{ repetitions: 'six' }, /^repetitions: must be a whole number from 1 to 100, got "six"$/],
    [{ repetitions: 0 }, /^repetitions: must be a whole number/],
    [{ repetitions: 1.5 }, /^repetitions: must be a whole number/],
    [{ ttlHours: '' }, /^ttlHours: must be a whole number of hours from 1 to 72, got ""$/],
    [{ placementGroup: 'yes' }, /^placementGroup: must be true or false, got "yes"$/],
    [{ versions: 'newest' }, /^versions: must be one of default, published, got "newest"$/],
    [{ cilium: '1.18.12' }, /^cilium: must be a tested combination .*-c untested=true allows it$/],
    [{ eks: '1.34' }, /^eks: must be a tested combination/],
    [{ eks: '1.33', untested: 'true' }, /^eks: must be 1\.30 to 1\.32 or 1\.34 to 1\.36/],
    [{ cilium: '1.15.6', untested: true }, /^cilium: must be a Cilium version from 1\.16\.0 to 1\.20\.x/],
    [{ region: 'seoul' }, /^region: must be an AWS region/],
    [{ availabilityZones: 'ap-northeast-2a' }, /^availabilityZones: must be two zones/],
    [
      { availabilityZones: 'us-east-1a,us-east-1b' },
      /^availabilityZones: must be two zones of ap-northeast-2/,
    ],
    [{ availabilityZones: 'ap-northeast-2a,ap-northeast-2a' }, /^availabilityZones: must be two zones/],
    [{ instanceType: 'm6i.xlargee' }, /^instanceType: must be an EC2 instance type/],
    [{ nodeCount: 2 }, /^nodeCount: must be a whole number from 3 to 20/],
    [{ serviceCidr: '8.8.0.0/16' }, /^serviceCidr: must be a private IPv4 block/],
    [{ serviceCidr: '10.100.0.1/16' }, /^serviceCidr: must be a private IPv4 block/],
    [{ serviceCidr: '10.0.0.0/12' }, /^serviceCidr: must not overlap the VPC's 10\.0\.0\.0\/16$/],
    [{ serviceCidr: '10.244.0.0/20' }, /^serviceCidr: must not overlap the pods'/],
    [{ vpcCidr: '10.244.0.0/16' }, /^vpcCidr: must not overlap the pods'/],
    [
      { profile: 'fast' },
      /^profile: must be one of quick, standard, full, scaling, ablation, claims, published, got "fast"$/,
    ],
    [{ endpointCidrs: '203.0.113.1/24' }, /^endpointCidrs: must be IPv4 blocks/],
    [{ nat: 'none' }, /^nat: must be one of gateway, instance/],
    [{ images: 'fortio=fortio:1' }, /^images: must be pairs .* with the host/],
    [{ images: { fortio: 'docker.io/fortio/fortio:latest' } }, /^images: /],
    [{ images: { warp: 'docker.io/a/b:1' } }, /^images: /],
    [{ images: 'fortio=a.b/c:1,fortio=a.b/c:2' }, /^images: /],
    [{ registryMirrors: 'docker.io' }, /^registryMirrors: must be pairs/],
    [{ addons: 'coredns=1.11' }, /^addons: must be pairs such as coredns=v1\.11\.3-eksbuild\.1/],
    [{ variants: 'D' }, /^variants: "D": a variant adds or removes a tuning$/],
    [{ variants: 'D+warp' }, /^variants: unknown tuning in "warp"$/],
    [{ variants: 'E-bpf-masquerade' }, /^variants: .*: host-routing needs bpf-masquerade$/],
    [{ variants: 'E-bbr,E-bbr' }, /^variants: must be names .* none twice/],
    [{ run: 'a b' }, /^run: must be up to 32 letters/],
    [{ run: null }, /^run: /],
  ];
  it.each(table)('refuses %j with one line', (context, expected) => {
    const parse = () => parseDeploymentConfig(context);
    expect(parse).toThrow(InputError);
    expect(parse).toThrow(expected);
    expect(parse).not.toThrow(/\n/);
  });
});
