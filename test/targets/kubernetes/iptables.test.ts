import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { countHits, countRules, readRuleCount } from '../../../lib/targets/kubernetes/iptables.ts';
import { sh, standIns } from './support/shell.ts';

const recorded = fileURLToPath(new URL('../../snapshots/kube-proxy-4-services.txt', import.meta.url));
const save = `cat ${recorded}`;
const both = {
  'iptables-nft-save': save,
  'iptables-nft': 'exit 1',
  'iptables-save': save,
  iptables: 'exit 1',
};

const count = async (
  programs: Record<string, string>,
  measured = 'bench/server:http',
  prefix = 'bench/h',
) => {
  await using tools = await standIns(programs);
  return await sh(countRules(measured, prefix), tools.env);
};

describe("kube-proxy's rules", () => {
  it('are counted, with the place of the measured port and the scaled Services', async () => {
    const { stdout, exitCode } = await count(both);
    expect(exitCode).toBe(0);
    // 8 Service ports, 9 endpoints: a rule for each port and the one of node ports, one for each endpoint
    // in its Service's chain and two in its own.
    expect(readRuleCount(stdout)).toEqual({ rules: 8 + 1 + 9 + 18, services: 8, index: 5, scaled: 1 });
  });

  it('tell a Service port from another whose name begins alike', async () => {
    const of = async (port: string) => readRuleCount((await count(both, port)).stdout).index;
    expect(await of('bench/server:iperf')).toBe(7);
    expect(await of('bench/server:iperf-udp')).toBe(8);
    expect(await of('bench/server:ip')).toBe(0);
  });

  it('are none where there is a table and kube-proxy has written nothing', async () => {
    const { stdout } = await count({ ...both, 'iptables-nft-save': 'printf "*nat\\nCOMMIT\\n"' });
    expect(readRuleCount(stdout)).toEqual({ rules: 0, services: 0, index: 0, scaled: 0 });
  });

  it('are unknown, not none, where the table cannot be read', async () => {
    const refused = await count({ ...both, 'iptables-nft-save': 'exit 4' });
    expect(refused).toEqual({ stdout: '', exitCode: 4 });
    const missing = await count({ 'iptables-nft': 'exit 1' });
    expect(missing).toMatchObject({ stdout: '', exitCode: 127 });
  });

  it.each(['', '1 2 3', '1 2 3 4 5', '1 2 3 x', '-1 2 3 4'])('are not read from "%s"', (text) => {
    expect(() => readRuleCount(text)).toThrow('not a count of rules');
  });
});

describe('hits of the chain of a Service', () => {
  const listing = [
    'Chain KUBE-SVC-VGUZCDH3WTZMXJFM (2 references)',
    '    pkts      bytes target     prot opt in     out     source               destination',
    '       3      180 KUBE-MARK-MASQ  tcp  --  *      *      !10.98.0.0/16         10.96.3.4  tcp dpt:8080',
    '      40     2400 KUBE-SEP-AAAA  all  --  *      *       0.0.0.0/0  0.0.0.0/0  statistic mode random',
    '      41     2460 KUBE-SEP-BBBB  all  --  *      *       0.0.0.0/0  0.0.0.0/0',
  ].join('\n');

  it('are the packets that chose an endpoint', async () => {
    await using tools = await standIns({ 'iptables-nft': `cat <<'END'\n${listing}\nEND` });
    const chain = 'KUBE-SVC-VGUZCDH3WTZMXJFM';
    expect(await sh(countHits([chain]), tools.env)).toEqual({ stdout: '81', exitCode: 0 });
    expect(await sh(countHits([chain, chain]), tools.env)).toEqual({ stdout: '162', exitCode: 0 });
  });

  it('are unknown, not none, where there is no such chain', async () => {
    await using tools = await standIns({ 'iptables-nft': 'echo no chain >&2; exit 1' });
    expect(await sh(countHits(['KUBE-SVC-X']), tools.env)).toEqual({ stdout: '', exitCode: 1 });
  });

  it('are unknown where one chain of several is missing', async () => {
    const tool = 'case "$*" in *KUBE-SVC-X*) exit 1 ;; *) echo "7 420 KUBE-SEP-A" ;; esac';
    await using tools = await standIns({ 'iptables-nft': tool });
    for (const chains of [
      ['KUBE-SVC-X', 'KUBE-SVC-Y'],
      ['KUBE-SVC-Y', 'KUBE-SVC-X'],
    ])
      expect(await sh(countHits(chains), tools.env)).toMatchObject({ stdout: '', exitCode: 1 });
  });
});
