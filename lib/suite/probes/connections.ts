import { OutputError, type Probe } from '../probe.ts';
import { expectNoErrors, readFortio } from './fortio.ts';
import { expectThat, outputAt } from './json.ts';

/**
 * Reads a Fortio run of which every request had a connection of its own.
 * @throws OutputError when one failed: Fortio times refused connections like accepted ones, so a single
 *   failure spoils the minimum
 */
export function readConnections(outputs: Parameters<Probe['parse']>[0], index: number) {
  const report = readFortio(outputAt(outputs, index), 'HTTP');
  expectNoErrors(report, '200');
  const connections = report.ConnectionStats;
  if (!connections) throw new OutputError('fortio printed no ConnectionStats');
  expectThat(connections.Count === report.SocketCount, 'fortio: ConnectionStats.Count is not SocketCount');
  // One more than requests: the warm-up has a connection of its own.
  expectThat(
    connections.Count === report.DurationHistogram.Count + report.NumThreads,
    `fortio made ${connections.Count} connections for ${report.DurationHistogram.Count} requests`,
  );
  expectThat(
    connections.Sum <= (1.05 * report.NumThreads * report.ActualDuration) / 1e9 + report.NumThreads,
    'fortio: the connection times add up to more than the run',
  );
  return { report, connections };
}
