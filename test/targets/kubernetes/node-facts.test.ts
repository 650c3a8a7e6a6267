import { describe, expect, it } from '@jest/globals';
import { readSections, shellOf } from '../../../lib/targets/kubernetes/inspector.ts';
import { nodeFactsScript, readNodeFacts } from '../../../lib/targets/kubernetes/node-facts.ts';
import { sh, standIns } from './support/shell.ts';

/** As the nodes of the test bed answer, shortened to what is read and its neighbours. */
const route =
  '[{"dst":"10.98.2.5","gateway":"10.99.0.12","dev":"eth0","prefsrc":"10.99.0.11","flags":[],"uid":0,"cache":[]}]';
const links = [
  '[{"ifindex":1,"ifname":"lo","mtu":65536,"qdisc":"noqueue"},',
  '{"ifindex":2,"ifname":"eth0","mtu":9001,"qdisc":"noqueue","linkinfo":{"info_kind":"veth"}}]',
].join('');
const queues =
  '[{"kind":"noqueue","handle":"0:","dev":"lo","root":true},{"kind":"fq","handle":"0:","dev":"eth0","root":true}]';
const tools = {
  uname: 'echo 6.18.44',
  ip: `case "$*" in *route*) echo '${route}';; *) echo '${links}';; esac`,
  tc: `echo '${queues}'`,
  ethtool: '[ "$2" = eth0 ] && printf "driver: ena\\nversion: 2.13.0g\\n"',
  'iptables-nft': 'exit 1',
  'iptables-nft-save': 'echo "-A KUBE-SERVICES -m comment --comment \\"a/b cluster IP\\" -j KUBE-SVC-X"',
  curl: 'case "$*" in *proxyMode) printf iptables;; *) exit 7;; esac',
};
const facts = async (changed: Partial<typeof tools> = {}) => {
  await using stand = await standIns({ ...tools, ...changed });
  const { stdout } = await sh(shellOf(nodeFactsScript('10.98.2.5', '10.99.0.12'), 'mark'), stand.env);
  return readNodeFacts(readSections(stdout, 'mark'));
};

describe('what a node is made of', () => {
  it('is found on the way to the other node', async () => {
    expect(await facts()).toMatchObject({
      kernel: '6.18.44',
      device: 'eth0',
      'node mtu': 9001,
      qdisc: 'fq',
      driver: 'ena',
      'kube-proxy': 'iptables',
      'kube-proxy rules': 1,
      routing: 'native',
    });
  });

  it('is a tunnel where the way goes through one', async () => {
    const through = tools.ip.replace('"eth0","prefsrc"', '"vxlan0","prefsrc"').replaceAll('eth0', 'vxlan0');
    expect(await facts({ ip: through.replace('"veth"', '"vxlan"') })).toMatchObject({ routing: 'vxlan' });
  });

  it('has no kube-proxy only where its port is refused', async () => {
    expect(await facts({ curl: 'exit 7' })).toMatchObject({ 'kube-proxy': 'absent' });
    expect(await facts({ curl: 'exit 28' })).not.toHaveProperty('kube-proxy');
    expect(await facts({ curl: 'exit 127' })).not.toHaveProperty('kube-proxy');
  });

  it('is not there where a program is missing, and the rest is', async () => {
    const found = await facts({ tc: 'exit 127', ethtool: 'exit 127', 'iptables-nft-save': 'exit 127' });
    for (const key of ['qdisc', 'driver', 'kube-proxy rules']) expect(found).not.toHaveProperty(key);
    expect(found).toMatchObject({ device: 'eth0' });
  });

  it('is refused in one line where an answer has another form', () => {
    expect(() => readNodeFacts(new Map([['route', '{"dev":"eth0"}']]))).toThrow(/^route: .*$/);
    expect(() => readNodeFacts(new Map([['links', 'eth0: mtu 9001']]))).toThrow(
      'links: no JSON, but "eth0: mtu 9001"',
    );
    expect(() => readNodeFacts(new Map([['rules', 'none']]))).toThrow('not a count of rules');
  });

  it('is nothing where nothing was told', () => {
    expect(readNodeFacts(new Map())).toEqual({});
  });
});
