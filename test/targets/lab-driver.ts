import { parseScenario } from '../../lib/domain/scenario.ts';
import { openLab } from '../../lib/targets/lab/target.ts';

/**
 * A driver of the lab as a process of its own, to be killed or to run as another user. Opens the
 * scenarios, asks each over its Service address for one second of TCP, prints one line of JSON, and
 * with `hold` waits to be killed.
 */
const [hold, ...names] = process.argv.slice(2);
const signal = AbortSignal.timeout(60_000);
await using lab = await openLab({ spinners: hold === 'hold', idleGate: false });
for (const name of names) {
  const testbed = await lab.open(parseScenario(name), signal);
  await testbed.setServices(1000, 0.5, signal);
  const { host, port } = testbed.address({ server: 'iperf', via: 'service' });
  const output = await testbed.exec(
    {
      role: 'client',
      argv: ['iperf3', '-c', host, '-p', String(port), '-t', '1', '-J'],
      timeoutSeconds: 20,
      placement: 'separate-cores',
    },
    signal,
  );
  const { mismatches, facts } = testbed;
  console.log(JSON.stringify({ name, mismatches, facts, output }));
}
if (hold === 'hold') {
  console.log(JSON.stringify({ holding: process.pid }));
  await new Promise(() => setInterval(() => undefined, 60_000));
}
