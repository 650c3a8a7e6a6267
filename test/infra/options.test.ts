import { describe, expect, it } from '@jest/globals';
import { parseScenario } from '../../lib/domain/scenario.ts';
import { checks } from './checks/index.ts';
import { first } from './support/mistakes.ts';
import { synthesize } from './support/synthesize.ts';
import { asList, asRecord, at, ofType, only, type Template } from './support/template.ts';

const variants = { ScenarioDPlusHostRouting: 'D+host-routing', ScenarioEMinusHubbleOff: 'E-hubble-off' };

/** Everything that a user may vary, varied at once. */
const templates = synthesize({
  context: {
    versions: 'published',
    variants: Object.values(variants).join(','),
    region: 'eu-central-1',
    availabilityZones: 'eu-central-1b,eu-central-1a',
    instanceType: 'c6i.2xlarge',
    nodeCount: '4',
    placementGroup: 'true',
    serviceCidr: '172.20.0.0/16',
    vpcCidr: '10.9.0.0/16',
    ttlHours: '9',
    endpointCidrs: '203.0.113.0/24,198.51.100.7/32',
    nat: 'instance',
    addons: 'coredns=v1.11.3-eksbuild.1',
    registryMirrors: 'docker.io=mirror.example/hub',
  },
});
const variant: Template = templates.ScenarioDPlusHostRouting ?? { Resources: {} };
const properties = (type: string) => only(variant, type).properties;

describe.each(Object.entries(variants))('the stack %s', (stack, name) => {
  it.each(checks)('has no problem of $name', async (check) => {
    expect(await check.problems(templates[stack] ?? { Resources: {} }, parseScenario(name))).toEqual([]);
  });
});

describe('what a user varies', () => {
  it('adds a stack for each variant to the six', () => {
    expect(Object.keys(templates).sort()).toEqual(
      [...'ABCDE']
        .map((id) => `Scenario${id}`)
        .concat('Results', Object.keys(variants))
        .sort(),
    );
  });

  it('reaches the control plane', () => {
    expect(properties('AWS::EKS::Cluster')).toMatchObject({
      Name: 'cni-bench-d-plus-host-routing',
      Version: '1.31',
      KubernetesNetworkConfig: { ServiceIpv4Cidr: '172.20.0.0/16' },
      ResourcesVpcConfig: { PublicAccessCidrs: ['203.0.113.0/24', '198.51.100.7/32'] },
    });
  });

  it('reaches the nodes, in the first zone named', () => {
    const group = properties('AWS::EKS::Nodegroup');
    expect(group).toMatchObject({ InstanceTypes: ['c6i.2xlarge'], ScalingConfig: { DesiredSize: 4 } });
    const subnet = variant.Resources[String(at(asList(at(group, 'Subnets'))[0], 'Ref'))];
    expect(subnet?.Properties).toMatchObject({
      AvailabilityZone: 'eu-central-1b',
      CidrBlock: expect.stringMatching(/^10\.9\./),
    });
  });

  it('puts them into a cluster placement group', () => {
    const { id, properties: group } = only(variant, 'AWS::EC2::PlacementGroup');
    expect(group).toMatchObject({ Strategy: 'cluster' });
    expect(at(properties('AWS::EC2::LaunchTemplate'), 'LaunchTemplateData.Placement')).toEqual({
      GroupName: { 'Fn::GetAtt': [id, 'GroupName'] },
    });
  });

  it('takes a NAT instance instead of the gateway', () => {
    expect(ofType(variant, 'AWS::EC2::NatGateway')).toEqual([]);
    expect(properties('AWS::EC2::Instance')).toMatchObject({ SourceDestCheck: false });
  });

  it('runs kubectl and the handlers that measure inside the VPC where the public endpoint is closed to it', () => {
    const inVpc = ofType(variant, 'AWS::Lambda::Function').filter(
      ([, { Properties }]) => Properties?.VpcConfig,
    );
    expect(inVpc.map(([id]) => id.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual([
      'BenchmarkBeginRun',
      'BenchmarkStage',
      'ClusterKubectlProviderHandler',
      'ClusterKubectlProviderframeworkonEvent',
    ]);
  });

  it('reaches add-ons, the time to live and the images', () => {
    const [, dns] = ofType(variant, 'AWS::EKS::Addon').find(([id]) => id.startsWith('CoreDns')) ?? [];
    expect(dns?.Properties).toMatchObject({ AddonVersion: 'v1.11.3-eksbuild.1' });
    expect(properties('Custom::Deadline')).toMatchObject({ Hours: 9 });
    const [, workloads] = first(variant, 'Custom::AWSCDK-EKS-KubernetesResource', 'Workloads');
    const manifest = String(workloads.Properties?.Manifest);
    expect(manifest).toContain('"mirror.example/hub/fortio/fortio:');
    expect(manifest).not.toContain('"docker.io/');
  });

  it('reaches the Helm release', () => {
    const release = properties('Custom::AWSCDK-EKS-HelmChart');
    expect(release).toMatchObject({ Version: '1.16.5', Namespace: 'kube-system' });
    // Both, since host routing falls back to the host's stack without the other.
    const values = JSON.stringify(at(release, 'Values'));
    expect(values).toContain(String.raw`\"masquerade\":true`);
    expect(values).toContain(String.raw`\"hostLegacyRouting\":false`);
  });

  it('goes without the benchmark where it is not wanted', () => {
    const { ScenarioC: bare = { Resources: {} } } = synthesize({ context: { stages: 'false' } });
    const types = Object.values(bare.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /^Custom::(?:BeginRun|Stage|FinishRun)$/.test(type))).toEqual([]);
    expect(ofType(bare, 'AWS::EKS::AccessEntry')).toHaveLength(1);
  });

  it('reaches the run, and makes it another one', () => {
    expect(properties('Custom::BeginRun')).toMatchObject({ Scenario: 'D+host-routing', Profile: 'standard' });
    const digests = (context: Readonly<Record<string, string>>) => {
      const { ScenarioC: template = { Resources: {} } } = synthesize({ context });
      const { Values, Manifests, Versions, Run } = asRecord(only(template, 'Custom::BeginRun').properties);
      return { Values, Manifests, Versions, Run };
    };
    const usual = digests({});
    expect(digests({ ttlHours: '20', registryMirrors: 'docker.io=mirror.example/hub' })).toEqual(usual);
    expect(digests({ run: 'second' })).toEqual({ ...usual, Run: 'second' });
    const changed = digests({ instanceType: 'c6i.xlarge' });
    expect(changed).toEqual({ ...usual, Versions: expect.not.stringMatching(String(usual.Versions)) });
  });

  it('gives a new measurement all of its hours, and an old one no more', () => {
    const deadline = (context: Readonly<Record<string, string>>) => {
      const { ScenarioC: template = { Resources: {} } } = synthesize({ context });
      return asRecord(only(template, 'Custom::Deadline').properties);
    };
    const usual = deadline({});
    expect(deadline({ endpointCidrs: '203.0.113.0/24' })).toEqual(usual);
    for (const context of [{ run: 'second' }, { repetitions: '3' }, { instanceType: 'c6i.xlarge' }])
      expect(deadline(context)).toMatchObject({
        Hours: usual.Hours,
        Measures: expect.not.stringMatching(String(usual.Measures)),
      });
    expect(deadline({ stages: 'false' })).toEqual(
      expect.not.objectContaining({ Measures: expect.anything() }),
    );
  });

  it('names no variant twice, however it is spelled', () => {
    const variants = 'D+host-routing,D+host-routing+bpf-masquerade';
    expect(() => synthesize({ context: { variants } })).toThrow(
      /^variants: D\+host-routing and D\+host-routing\+bpf-masquerade are the same/,
    );
  });
});
