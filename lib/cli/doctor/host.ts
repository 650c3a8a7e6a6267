import { release } from 'node:os';
import { type Capabilities, probeCapabilities } from '../../targets/lab/capabilities.ts';
import type { Finding } from './finding.ts';

const oldestNode = 24;

/** What no package brings: the interpreter, the kernel, and what this user may do. */
export async function inspectHost(): Promise<Finding[]> {
  if (process.platform !== 'linux') return [node(), unsuitable()];
  const capabilities = await probeCapabilities();
  return [node(), ...kernel(capabilities)];
}

function node(): Finding {
  const found = process.versions.node;
  const purpose = 'runs this program';
  if (Number.parseInt(found, 10) >= oldestNode) return { id: 'node', state: 'ok', purpose, found };
  return { id: 'node', state: 'blocking', purpose, found, remedy: 'npm ci brings Node 24' };
}

function unsuitable(): Finding {
  return {
    id: 'linux',
    state: 'blocking',
    purpose: 'network namespaces',
    found: process.platform,
    remedy: 'run it on Linux, for example in a virtual machine',
  };
}

function kernel({ root, noNamespaces, cgroup2, iptables, missing }: Capabilities): Finding[] {
  const found = `Linux ${release()}`;
  const namespaces: Finding =
    noNamespaces === undefined
      ? { id: 'namespaces', state: 'ok', purpose: 'the lab', found: root ? 'as root' : 'by a user namespace' }
      : {
          id: 'namespaces',
          state: 'blocking',
          purpose: 'the lab; without it every scenario is skipped',
          found: noNamespaces,
          remedy: 'run as root on a virtual machine, or allow user namespaces',
        };
  return [
    { id: 'kernel', state: 'ok', purpose: 'the datapaths', found },
    namespaces,
    privilege(root, cgroup2),
    iptables === undefined
      ? {
          id: 'iptables-rules',
          state: 'missing',
          purpose: 'scenarios A and B',
          remedy: 'install iptables; the kernel needs its nat table with statistic and addrtype',
        }
      : { id: 'iptables-rules', state: 'ok', purpose: 'scenarios A and B', found: iptables },
    ...features(missing),
  ];
}

function privilege(root: boolean, cgroup2: string | undefined): Finding {
  const purpose = 'scenarios model-C, model-D and model-E (eBPF)';
  if (root && cgroup2 !== undefined) return { id: 'root', state: 'ok', purpose, found: cgroup2 };
  const remedy = root ? 'mount cgroup2 writable: mount -t cgroup2 none /sys/fs/cgroup' : 'run as root';
  return { id: 'root', state: 'missing', purpose, found: root ? 'no writable cgroup2' : 'not root', remedy };
}

/** What the scenarios use of the kernel beyond namespaces, and what they do without it. */
const usedFeatures: Readonly<Record<string, string>> = {
  veth: 'every scenario',
  vxlan: 'scenarios B and model-C',
  bbr: 'scenario model-E',
};

function features(missing: ReadonlySet<string>): Finding[] {
  const remedy = 'only another kernel brings it; the run says what it leaves out';
  return Object.entries(usedFeatures).map(([feature, purpose]) => {
    const id = `kernel:${feature}`;
    if (!missing.has(feature)) return { id, state: 'ok', purpose, found: 'works' };
    return { id, state: feature === 'veth' ? 'blocking' : 'missing', purpose, remedy };
  });
}
