import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { serviceChain } from '../../../lib/targets/kube-proxy-names.ts';
import {
  chainsOf,
  endpointChain,
  jumpsInput,
  restoreInput,
  rulesOf,
} from '../../../lib/targets/lab/kube-proxy-chains.ts';
import { layOutServices } from '../../../lib/targets/lab/service-layout.ts';
import type { ServicePort } from '../../../lib/targets/lab/service-model.ts';
import { topologyFor } from '../../../lib/targets/lab/topology.ts';

const { pods } = topologyFor('native');
const portsOf = (count: number, place: number) => layOutServices(pods, count, place).ports;

/** Names as clusters everywhere show them: the input of the hash is the same there. */
const wellKnown: [string, ServicePort['protocol'], string][] = [
  ['kube-system/kube-dns:dns', 'udp', 'KUBE-SVC-TCOU7JCQXEZGVUNU'],
  ['kube-system/kube-dns:dns-tcp', 'tcp', 'KUBE-SVC-ERIFXISQEP7F7OF4'],
  ['default/kubernetes:https', 'tcp', 'KUBE-SVC-NPX46M4PTMTKRN6Y'],
];

describe('chain names', () => {
  it.each(wellKnown)('%s %s is %s, as on every cluster', (name, protocol, chain) => {
    expect(serviceChain({ name, protocol })).toBe(chain);
  });

  it('differ between the endpoints of one Service', () => {
    const httpbin = portsOf(4, 0).find(({ name }) => name === 'bench/httpbin:http');
    if (!httpbin) throw new Error('no httpbin');
    const [first, second] = httpbin.endpoints.map((endpoint) => endpointChain(httpbin, endpoint));
    expect(first).toMatch(/^KUBE-SEP-[A-Z2-7]{16}$/);
    expect(second).not.toBe(first);
  });
});

describe('iptables-restore input', () => {
  it('is the committed one for four Services', () => {
    const snapshot = readFileSync(
      new URL('../../snapshots/kube-proxy-4-services.txt', import.meta.url),
      'utf8',
    );
    expect(`${jumpsInput}${restoreInput(portsOf(4, 0.5))}`).toBe(snapshot);
  });

  it('has for each port one match, one choice and two rules an endpoint, and fixed rules besides', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 300 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, place) => {
          const ports = portsOf(count, place);
          const lines = restoreInput(ports).split('\n');
          const endpoints = ports.reduce((sum, port) => sum + port.endpoints.length, 0);
          expect(lines.filter((line) => line.startsWith('-A '))).toHaveLength(
            8 + ports.length + 3 * endpoints,
          );
          expect(lines.filter((line) => line.startsWith('-A KUBE-SERVICES'))).toHaveLength(ports.length + 1);
          expect(lines.filter((line) => line.startsWith('-A KUBE-SERVICES')).at(-1)).toContain(
            'KUBE-NODEPORTS',
          );
        },
      ),
    );
  });

  it('declares every chain that a rule jumps to', () => {
    const text = `${jumpsInput}${restoreInput(portsOf(20, 1))}`;
    const declared = new Set(text.match(/^:\S+/gm)?.map((line) => line.slice(1)));
    for (const [, target = ''] of text.matchAll(/-j (KUBE-\S+)/g)) expect(declared).toContain(target);
  });

  it('empties and deletes stale chains', () => {
    const [port] = portsOf(5, 0);
    if (!port) throw new Error('no port');
    const text = restoreInput([], chainsOf(port));
    for (const chain of chainsOf(port)) {
      expect(text).toContain(`:${chain} - [0:0]\n`);
      expect(text).toContain(`-X ${chain}\n`);
    }
  });

  it('gives the first of two endpoints half of the connections', () => {
    const httpbin = portsOf(4, 0).find(({ endpoints }) => endpoints.length === 2);
    const choices = httpbin ? rulesOf(httpbin).filter((rule) => rule.includes('->')) : [];
    expect(choices).toEqual([
      expect.stringContaining('--probability 0.5000000000 -j KUBE-SEP-'),
      expect.not.stringContaining('--probability'),
    ]);
  });
});
