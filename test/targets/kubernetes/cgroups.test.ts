import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Cgroup,
  cgroupCommand,
  findCgroups,
  readCgroupUse,
} from '../../../lib/targets/kubernetes/cgroups.ts';
import { sh } from './support/shell.ts';

const [agent, other] = ['a'.repeat(64), 'b'.repeat(64)];
const root = '/node/sys/fs/cgroup';
const sectionsOf = (...folders: string[]) => new Map([['cgroups', folders.join('\n')]]);

describe('the cgroups of containers', () => {
  it('are one of each controller in version 1', () => {
    const under = 'kubepods/burstable/pod1';
    const listed = ['pids', 'memory', 'cpu,cpuacct', 'cpuset'].flatMap((controller) =>
      [agent, other].map((id) => `${root}/${controller}/${under}/${id}`),
    );
    expect(findCgroups(sectionsOf(...listed), [agent])).toEqual([
      {
        container: agent,
        cpu: `${root}/cpu,cpuacct/${under}/${agent}`,
        memory: `${root}/memory/${under}/${agent}`,
      },
    ]);
  });

  it('are one and the same in version 2, under the name that systemd gives', () => {
    const folder = `${root}/kubepods.slice/pod1.slice/cri-containerd-${agent}.scope`;
    expect(findCgroups(sectionsOf(folder), [agent])).toEqual([
      { container: agent, cpu: folder, memory: folder },
    ]);
  });

  it('are not those of what runs inside of a container, nor of others', () => {
    const outer = `${root}/kubepods/pod1/${agent}`;
    expect(findCgroups(sectionsOf(`${outer}/kubepods/pod2/${other}`), [agent])).toEqual([]);
    expect(findCgroups(new Map(), [agent])).toEqual([]);
  });
});

describe('what containers use', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cni-bench-cgroups-'));
    const files = {
      // Version 1, as a container of the test bed has them.
      'v1/cpu/cpuacct.usage': '1234567890\n',
      'v1/cpu/cpuacct.stat': 'user 70\nsystem 51\n',
      'v1/cpu/cpu.stat': 'nr_periods 0\nnr_throttled 0\nthrottled_time 0\n',
      'v1/memory/memory.usage_in_bytes': '50000000\n',
      'v1/memory/memory.stat': 'cache 9\ninactive_file 1\ntotal_inactive_file 8000000\n',
      // Version 2, in the form of Linux' Documentation/admin-guide/cgroup-v2.rst.
      'v2/cpu.stat': 'usage_usec 2000000\nuser_usec 1500000\nsystem_usec 500000\nnr_periods 0\n',
      'v2/memory.current': '30000000\n',
      'v2/memory.stat': 'anon 1\nfile 2\ninactive_file 10000000\nactive_file 3\n',
      // A container that ended while it was read.
      'gone/cpu.stat': 'usage_usec 1\nuser_usec 1\nsystem_usec 0\n',
      'gone/memory.current': '',
      'gone/memory.stat': 'inactive_file 0\n',
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const v1 = (): Cgroup => ({ container: agent, cpu: `${folder}/v1/cpu`, memory: `${folder}/v1/memory` });
  const flat = (name: string): Cgroup => ({
    container: name,
    cpu: `${folder}/${name}`,
    memory: `${folder}/${name}`,
  });
  const read = async (...cgroups: Cgroup[]) => {
    const { stdout, exitCode } = await sh(cgroupCommand(cgroups));
    expect(exitCode).toBe(0);
    return readCgroupUse(stdout, cgroups);
  };

  it('is read from version 1', async () => {
    expect(await read(v1())).toEqual({
      cpuMillis: 1234.56789,
      userMillis: 700,
      systemMillis: 510,
      memoryBytes: 42_000_000,
    });
  });

  it('is read from version 2', async () => {
    expect(await read(flat('v2'))).toEqual({
      cpuMillis: 2000,
      userMillis: 1500,
      systemMillis: 500,
      memoryBytes: 20_000_000,
    });
  });

  it('is summed', async () => {
    expect(await read(v1(), flat('v2'))).toMatchObject({ userMillis: 2200, memoryBytes: 62_000_000 });
  });

  it('is unknown where one container of several is missing, or a file of it is empty', async () => {
    expect(await read(v1(), flat('absent'))).toBeUndefined();
    expect(await read(v1(), flat('gone'))).toBeUndefined();
    expect(await read()).toBeUndefined();
    expect(readCgroupUse(undefined, [v1()])).toBeUndefined();
  });
});
