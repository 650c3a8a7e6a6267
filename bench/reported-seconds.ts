import type { ToolOutput } from '../lib/suite/ports.ts';

/**
 * For how long a tool says that it loaded the path, s; undefined where it does not say. A command
 * beside it ran at the same time and does not count.
 */
export function reportedSeconds(output: ToolOutput): number | undefined {
  const [tool] = output.argv;
  if (tool === 'iperf3') {
    const report = JSON.parse(output.stdout);
    const sum = report.end.sum_sent ?? report.end.sum;
    return sum.seconds + (report.start.test_start.omit ?? 0);
  }
  if (tool === 'fortio') return JSON.parse(output.stdout).ActualDuration / 1e9;
  if (tool === 'dnsperf') {
    const [, seconds] = /Run time \(s\):\s+([\d.]+)/.exec(output.stdout) ?? [];
    return seconds === undefined ? undefined : Number(seconds);
  }
  return undefined;
}
