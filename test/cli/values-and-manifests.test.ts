import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { main } from '../../lib/cli/program.ts';
import { memoryIo } from '../support/cli.ts';

async function run(line: string) {
  const { io, stdout, stderr } = memoryIo('/');
  const code = await main(line.split(' '), io);
  return { code, stdout: stdout(), stderr: stderr() };
}

describe('cni-bench values', () => {
  it('prints YAML that Helm reads, with the host that was given', async () => {
    const { stdout } = await run('values E --cilium 1.18.12 --api-host 10.0.0.1');
    expect(stdout).toMatch(/^# E: .* Cilium 1\.18\.12, with which they\n# are not tested\.\n/);
    expect(parse(stdout)).toMatchObject({
      kubeProxyReplacement: true,
      k8sServiceHost: '10.0.0.1',
      k8sServicePort: 443,
      extraConfig: { 'bpf-ct-global-tcp-max': '1048576' },
    });
  });

  it('takes the images by way of a mirror', async () => {
    const { stdout } = await run('values B --registry-mirrors quay.io=mirror.example/quay');
    expect(parse(stdout)).toMatchObject({
      image: { repository: 'mirror.example/quay/cilium/cilium' },
      operator: { image: { repository: 'mirror.example/quay/cilium/operator' } },
      envoy: { image: { repository: 'mirror.example/quay/cilium/cilium-envoy' } },
    });
  });

  it('adds what a tuning needs', async () => {
    const { stdout } = await run('values D+host-routing');
    expect(parse(stdout)).toMatchObject({ bpf: { masquerade: true, hostLegacyRouting: false } });
  });
});

describe('bad input', () => {
  it.each([
    ['values', /<scenario>: must be given/],
    ['values X', /scenario: "X" is not a scenario/],
    ['values A~twin', /scenario: "A~twin": a second copy/],
    ['values A+bbr', /scenario: "A\+bbr": only Cilium's scenarios/],
    ['values C+native-routing', /scenario: .* makes another of the five scenarios/],
    ['values E-bpf-masquerade', /scenario: .*host-routing needs bpf-masquerade/],
    ['values C --cilium 1.15.0', /--cilium: must be a version from 1\.16\.0 to 1\.20\.x, got "1\.15\.0"/],
    ['values C --api-host https://a.b', /--api-host: must be a host name without scheme and port/],
    ['values C --registry-mirrors quay.io', /--registry-mirrors: must be pairs/],
    ['manifests --scenario Q', /--scenario: "Q" is not a scenario/],
    ['manifests --images fortio=docker.io/fortio/fortio:latest', /--images: must be pairs/],
    ['manifests --images warp=docker.io/a/b:1', /--images: must be pairs/],
    ['manifests extra', /extra: more than "manifests" takes/],
  ])('%s: one line, status 2', async (line, expected) => {
    const { code, stdout, stderr } = await run(line);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^cni-bench: .*\n$/);
    expect(stderr).toMatch(expected);
  });
});
