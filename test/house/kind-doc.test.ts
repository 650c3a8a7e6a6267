import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { main } from '../../lib/cli/program.ts';
import { testedVersions } from '../../lib/domain/versions.ts';
import { memoryIo } from '../support/cli.ts';

const text = readFileSync(new URL('../../docs/kind.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```(yaml|sh)\n([\s\S]*?)```/g)].map(([, language, body = '']) => ({
  language,
  body,
}));
const clusters = blocks.filter(({ language }) => language === 'yaml').map(({ body }) => parse(body));
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ body }) =>
    body
      .replaceAll(/\\\n\s*/g, '')
      .trim()
      .split('\n'),
  );

/** The printing commands on the page, without where their output goes. */
const printing = commands.flatMap((line) => {
  const [, args] = /^npx cni-bench ((?:values|manifests)[^|>]*)/.exec(line) ?? [];
  return args === undefined ? [] : [args.trim()];
});

async function printed(args: string): Promise<string> {
  const { io, stdout, stderr } = memoryIo('.');
  expect({ code: await main(args.split(' '), io), stderr: stderr() }).toEqual({ code: 0, stderr: '' });
  return stdout();
}

describe('docs/kind.md', () => {
  it.each(printing)('has a command that prints: cni-bench %s', async (args) => {
    expect(await printed(args)).not.toBe('');
  });

  it('gives each scenario the cluster that its values expect', async () => {
    for (const [index, scenario] of (['B', 'C'] as const).entries()) {
      const { name, networking } = clusters[index];
      const command = printing.find((args) => args.startsWith(`values ${scenario}`)) ?? '';
      const values = parse(await printed(command));
      expect(networking).toMatchObject({
        disableDefaultCNI: true,
        kubeProxyMode: values.kubeProxyReplacement ? 'none' : 'iptables',
        podSubnet: values.ipam.operator.clusterPoolIPv4PodCIDRList[0],
      });
      if (values.k8sServiceHost !== undefined) expect(values.k8sServiceHost).toBe(`${name}-control-plane`);
      const helm = commands.find((line) => line.startsWith('helm') && line.includes(`kind-${name} `));
      expect(helm).toContain(`--version ${testedVersions.default.cilium}`);
    }
  });
});
