import { describe, expect, it } from '@jest/globals';
import { readVersion, type ToolName } from '../../lib/suite/tools.ts';

/** What the tools of Debian 12, and Fortio 1.65.0, print when asked. */
const printed: Record<ToolName, { stdout: string; version: string }> = {
  iperf3: { stdout: 'iperf 3.12 (cJSON 1.7.15)\nLinux client 6.18 x86_64\n', version: '3.12' },
  fortio: { stdout: '1.65.0\n', version: '1.65.0' },
  dnsperf: {
    stdout:
      'DNS Performance Testing Tool\nVersion 2.10.0\n\nUsage: dnsperf [-f family] [-m mode] [-s server_addr]\n',
    version: '2.10.0',
  },
  getent: {
    stdout: 'getent (Debian GLIBC 2.36-9+deb12u14) 2.36\nCopyright (C) 2022 Free Software Foundation, Inc.\n',
    version: '2.36',
  },
};

describe.each(Object.keys(printed) as ToolName[])('the version of %s', (tool) => {
  const { stdout, version } = printed[tool];

  it('is read from stdout or stderr', () => {
    expect(readVersion(tool, { stdout, stderr: '' })).toBe(version);
    expect(readVersion(tool, { stdout: '', stderr: stdout })).toBe(version);
  });

  it('is unknown when the tool is not there or says something else', () => {
    expect(readVersion(tool, { stdout: '', stderr: `sh: 1: ${tool}: not found` })).toBeUndefined();
    expect(readVersion(tool, { stdout: '', stderr: '' })).toBeUndefined();
  });
});
