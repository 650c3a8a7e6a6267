import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Programs that are called, not shipped. */
const calledPrograms = [
  ['iperf3', 'BSD-3-Clause', 'TCP and UDP throughput'],
  ['Fortio', 'Apache-2.0', 'HTTP, connections, round trips'],
  ['dnsperf', 'Apache-2.0', 'DNS latency and capacity'],
  ['Unbound', 'BSD-3-Clause', 'DNS server of the lab'],
  ['httpbin', 'ISC', 'HTTP server of the published method'],
  ['Gunicorn', 'MIT', 'runs httpbin'],
  ['gevent', 'MIT', "gunicorn's worker"],
  ['iproute2', 'GPL-2.0-or-later', 'namespaces, links, routes'],
  ['iptables', 'GPL-2.0-or-later', 'Service rules'],
  ['ethtool', 'GPL-2.0-only', 'offloads'],
  ['util-linux', 'GPL-2.0-or-later', 'unshare, nsenter, taskset'],
  ['bpftool', 'GPL-2.0-only OR BSD-2-Clause', 'loads eBPF programs'],
  ['LLVM and Clang', 'Apache-2.0 WITH LLVM-exception', 'compiles eBPF programs'],
  ['libbpf', 'LGPL-2.1-only OR BSD-2-Clause', 'headers of eBPF programs'],
] as const;

/** The folders of packages to which bundled files belong, `node_modules/x` or deeper. */
export function packagesIn(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
    return folder ?? [];
  });
  return [...new Set(folders)].sort();
}

/**
 * The document: each bundled package with its licence's text, and the programs that are only called.
 * @throws when a bundled package states no licence or has no text of it
 */
export async function thirdPartyLicenses(root: string, folders: readonly string[]): Promise<string> {
  const bundled = await Promise.all(folders.map((folder) => licenseOf(root, folder)));
  const byText = Map.groupBy(bundled, (entry) => entry.text);
  const sections = [...byText].map(([text, entries]) => {
    const names = entries.map(({ name, version, license }) => `- ${name} ${version} (${license})`);
    return `${[...new Set(names)].join('\n')}\n\n\`\`\`text\n${text}\n\`\`\`\n`;
  });
  const called = calledPrograms.map((columns) => `| ${columns.join(' | ')} |`);
  return [
    '# Third-party licences\n',
    'Written by `npm run bundle`. eks-cni-bench itself is under Apache-2.0, see LICENSE.\n',
    '## In the bundle\n',
    ...sections,
    '## Called, not shipped\n',
    'Installed from the distribution or by Go, and started as programs of their own.\n',
    ['| program | licence | for |', '| --- | --- | --- |', ...called].join('\n'),
    '',
  ].join('\n');
}

async function licenseOf(root: string, below: string) {
  const folder = join(root, below);
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = await readdir(folder);
  const wanted = files.filter((file) => /^((un)?licen[cs]e|copying|notice)\b/i.test(file)).sort();
  const texts = await Promise.all(wanted.map((file) => readFile(join(folder, file), 'utf8')));
  // Some packages of AWS's SDK name the Apache License without a copy; its text is everyone's, ours too.
  if (texts.length === 0 && license === 'Apache-2.0')
    texts.push(await readFile(join(root, 'LICENSE'), 'utf8'));
  const text = texts.map((one) => one.trim()).join('\n\n');
  if (!license || text === '') throw new Error(`${folder}: no licence found; look at it by hand`);
  return { name, version, license, text };
}
