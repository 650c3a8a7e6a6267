import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { V1Service } from '@kubernetes/client-node';
import { namespace, serverService } from '../../../charts/labels.ts';
import { readSections, type Script, shellOf } from '../../../lib/targets/kubernetes/inspector.ts';
import {
  listEntries,
  measuredPorts,
  readEntries,
  readServiceState,
  serviceStateScript,
} from '../../../lib/targets/kubernetes/service-state.ts';
import { manifestsOf } from '../../support/workloads.ts';
import { sh, standIns } from './support/shell.ts';

const fixture = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/kubernetes/${name}`, import.meta.url));
const metrics = await readFile(fixture('kube-proxy-1.31.4-metrics.txt'), 'utf8');
const services = fixture('cilium-1.16.5-services.json');

/** Asks a node whose `curl` does as told. */
async function ask(script: Script, curl: string) {
  await using stand = await standIns({ curl, 'iptables-nft': 'exit 1', 'iptables-nft-save': 'exit 1' });
  const { stdout } = await sh(shellOf(script, 'mark'), stand.env);
  return readSections(stdout, 'mark');
}

describe('Services by kube-proxy', () => {
  const state = (rules: string, text = metrics) =>
    readServiceState(
      'kube-proxy',
      new Map([
        ['rules', rules],
        ['metrics', text],
      ]),
    );

  it('are its rules, the place of the measured port, and its own account of its syncs', () => {
    expect(state('120 14 3 4')).toEqual({
      scaled: 4,
      rules: 120,
      place: { index: 3, of: 14 },
      proxySync: { seconds: 3.85615884, count: 6 },
    });
  });

  it('have no place where the measured port has no rule, and no syncs where nobody counts them', () => {
    expect(state('0 0 0 0', '# nothing\n')).toEqual({ scaled: 0, rules: 0 });
  });

  it('are read where there is a histogram for each family of addresses', () => {
    const sum = 'kubeproxy_sync_proxy_rules_duration_seconds_sum{ip_family="IPv4"} 1.5e-02';
    const count = 'kubeproxy_sync_proxy_rules_duration_seconds_count{ip_family="IPv4"} 2';
    expect(state('1 1 1 1', `${sum}\n${count}\n`).proxySync).toEqual({ seconds: 0.015, count: 2 });
  });

  it('are unknown where the rules are', async () => {
    const sections = await ask(serviceStateScript('kube-proxy'), `cat ${services}`);
    expect(() => readServiceState('kube-proxy', sections)).toThrow('the rules of kube-proxy cannot be read');
  });

  it('are of the ports that the Service has', () => {
    const service = manifestsOf().find(
      ({ kind, metadata }) => kind === 'Service' && metadata?.name === serverService,
    ) as V1Service;
    const ports = service.spec?.ports?.map(({ name }) => `${namespace}/${serverService}:${name}`);
    expect(Object.values(measuredPorts)).toEqual(ports);
  });
});

describe('Services by Cilium', () => {
  it('are counted on the node, by name', async () => {
    const sections = await ask(serviceStateScript('cilium'), `cat ${services}`);
    expect(readServiceState('cilium', sections)).toEqual({ scaled: 3 });
  });

  it('are entries of the map: one for each frontend and each of its backends', async () => {
    // Two ports of kube-dns with two backends, the API, Hubble, a Service without any, and three scaled ones.
    expect(readEntries(await ask(listEntries, `cat ${services}`))).toBe(2 * 3 + 2 + 2 + 1 + 3 * 2);
  });

  it('are none where the agent has none', async () => {
    const sections = await ask(serviceStateScript('cilium'), 'echo "[]"');
    expect(readServiceState('cilium', sections)).toEqual({ scaled: 0 });
  });

  it('are unknown, not none, where the agent does not answer', async () => {
    const sections = await ask(serviceStateScript('cilium'), 'exit 7');
    expect(() => readServiceState('cilium', sections)).toThrow('the Cilium agent does not tell its Services');
    expect(() => readEntries(new Map())).toThrow('the Cilium agent does not list its Services');
    expect(() => readEntries(new Map([['services', '{}']]))).toThrow(/^the Services of the Cilium agent: /);
  });
});
