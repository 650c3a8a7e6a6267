import { readFileSync } from 'node:fs';
import type { PolicyObject } from '../../../charts/policies.ts';
import type { BaseScenarioId } from '../../../lib/domain/scenario.ts';
import type { FakeObject } from './fake-objects.ts';

/** What a fake cluster says of its datapath. */
export interface FakeDatapath {
  readonly scenario: BaseScenarioId;
  /** In kube-system. */
  readonly daemonSets: readonly FakeObject[];
  readonly ciliumConfig?: Readonly<Record<string, string>>;
  readonly policyKinds: readonly PolicyObject['kind'][];
  readonly podMtu: number;
  /**
   * What a node's inspector answers, by title.
   * @param scaled how many Services of service scaling the node has
   */
  inspected(scaled: number): Readonly<Record<string, string>>;
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/cilium/${name}.json`, import.meta.url), 'utf8').trim();

const ofEveryNode = () => ({
  kernel: '6.12',
  route: '[{"dev":"eth0"}]',
  uplink: '[{"dev":"eth0"}]',
  links: '[{"ifname":"eth0","mtu":9001}]',
  queues: '[{"dev":"eth0","kind":"mq","root":true}]',
  driver: 'ena',
  congestion: 'cubic',
  uptime: `${performance.now() / 1000} 0`,
  quiet: 'yes',
  processes: '1',
});

/** The VPC CNI with its agent for policies, as the add-on sets it up, and kube-proxy. */
const vpcCni: FakeDatapath = {
  scenario: 'A',
  daemonSets: [
    {
      metadata: { name: 'aws-node', labels: {} },
      spec: {
        template: {
          spec: { containers: [{ name: 'aws-eks-nodeagent', args: ['--enable-network-policy=true'] }] },
        },
      },
    },
  ],
  policyKinds: ['NetworkPolicy'],
  podMtu: 9001,
  inspected: (scaled) => ({ ...ofEveryNode(), 'kube-proxy': 'iptables', rules: `40 4 1 ${scaled}` }),
};

/** Cilium with VXLAN and without kube-proxy, by what a real agent said. */
const cilium: FakeDatapath = {
  scenario: 'C',
  daemonSets: [{ metadata: { name: 'cilium', labels: {} } }],
  ciliumConfig: JSON.parse(fixture('config-C')),
  policyKinds: ['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy'],
  podMtu: 9001 - 50,
  inspected: (scaled) => ({
    ...ofEveryNode(),
    agent: fixture('healthz-C'),
    'kube-proxy': 'absent',
    rules: '0 0 0 0',
    scaled: String(scaled),
    services: '[]',
  }),
};

export const fakeDatapaths = { A: vpcCni, C: cilium } as const;
