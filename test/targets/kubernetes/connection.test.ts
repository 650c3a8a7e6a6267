import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '../../../lib/targets/kubernetes/connection.ts';
import { cli } from '../../support/cli.ts';

const kubeconfig = (...names: string[]) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': names[0] ?? '',
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
    clusters: names.map((name) => ({ name, cluster: { server: `https://${name}.example:6443` } })),
    users: names.map((name) => ({ name, user: { token: name } })),
  });

async function unusedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cni-bench-kubeconfig-'));
  await writeFile(file('one'), kubeconfig('kind-a', 'kind-b'));
  await writeFile(file('two'), kubeconfig('prod'));
  await writeFile(file('empty'), kubeconfig());
  await writeFile(file('text'), 'not a kubeconfig at all\n');
  await writeFile(file('broken'), 'contexts: [\n  "');
  await mkdir(file('folder'));
  await mkdir(file('home/.kube'), { recursive: true });
  await writeFile(file('home/.kube/config'), kubeconfig('at-home'));
  const server = `https://127.0.0.1:${await unusedPort()}`;
  await writeFile(file('unreachable'), kubeconfig('gone').replace('https://gone.example:6443', server));
});
afterAll(() => rm(folder, { recursive: true }));

const serverOf = (context: string | undefined, env: NodeJS.ProcessEnv) => {
  const { config } = connect(context, env);
  return config.getCurrentCluster()?.server;
};

describe('a kubeconfig', () => {
  it('gives the current context, or the one that is named', () => {
    expect(serverOf(undefined, { KUBECONFIG: file('one') })).toBe('https://kind-a.example:6443');
    expect(serverOf('kind-b', { KUBECONFIG: file('one') })).toBe('https://kind-b.example:6443');
  });

  it('may be several files, and some of them missing', () => {
    const env = { KUBECONFIG: ['absent', 'one', 'two'].map(file).join(':') };
    expect(serverOf('prod', env)).toBe('https://prod.example:6443');
    expect(serverOf(undefined, env)).toBe('https://kind-a.example:6443');
  });

  it('is at home where no other is named', () => {
    expect(serverOf(undefined, { HOME: file('home') })).toBe('https://at-home.example:6443');
  });
});

describe('a kubeconfig that cannot be used is one line and status 2', () => {
  it.each<[string, string, string[], string]>([
    ['no file', 'absent', [], 'KUBECONFIG: there is no file FOLDER/absent'],
    ['a folder', 'folder', [], 'KUBECONFIG: FOLDER/folder is no kubeconfig: EISDIR'],
    ['text', 'text', [], '--context: must name one; there is none'],
    ['YAML that breaks off', 'broken', [], 'KUBECONFIG: FOLDER/broken is no kubeconfig: '],
    ['no context', 'empty', [], '--context: must name one; there is none'],
    [
      'another context',
      'one',
      ['--context', 'x'],
      '--context: no "x" in the kubeconfig; there are kind-a, kind-b',
    ],
    ['a server that nobody is', 'unreachable', [], '--context: gone cannot be used: connect ECONNREFUSED'],
  ])(
    '%s',
    async (_, name, options, words) => {
      const { code, stdout, stderr } = await cli(['inspect', ...options], {
        env: { KUBECONFIG: file(name) },
      });
      expect(stderr).toMatch(/^cni-bench: .*$/);
      expect(stderr).toContain(words.replace('FOLDER', folder));
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    },
    60_000,
  );

  it('for run, and nothing is written', async () => {
    const args = ['run', '--target', 'kube', '--results', file('results')];
    const { code, stderr } = await cli(args, { env: { KUBECONFIG: file('absent') } });
    expect({ code, last: stderr.split('\n').at(-1) }).toEqual({
      code: 2,
      last: `cni-bench: KUBECONFIG: there is no file ${file('absent')}`,
    });
    expect(await readdir(file('results')).catch(() => [])).toEqual([]);
  }, 60_000);

  it('for clean, too', async () => {
    const ended = await cli(['clean', '--context', 'x'], { env: { KUBECONFIG: file('one') } });
    expect(ended).toEqual({
      code: 2,
      stdout: '',
      stderr: 'cni-bench: --context: no "x" in the kubeconfig; there are kind-a, kind-b',
    });
  }, 60_000);
});
