/**
 * Whether calls in a row take what is computed from single ones. Round trips to one Fortio server and round trips
 * through a chain of Fortio's TCP proxies, each a process of its own that calls the next on a kept connection,
 * take turns at the same fixed rate over this host's loopback. Of N calls in a row, p50 and p99 are computed from
 * the single ones by convolution, held against those measured through N - 1 proxies, and beside the sum of
 * percentiles, which is what must not be computed.
 *
 * Assumed is that no call depends on another, and that each is like the single one. A disturbance that meets
 * several hops of one request breaks the first (p99 comes out longer than computed), and so does a pause of the
 * client, which is in each single call and once in a chain (p99 comes out shorter). Proxies that do more or less
 * than the echo server break the second (p50 moves).
 *
 *   npm run bench:multi-hop -- [CALLS] [RATE] [SECONDS] [TURNS]
 */
import { hostControl } from '../lib/domain/scenario.ts';
import { inARow } from '../lib/domain/statistics/convolution.ts';
import {
  type Bounds,
  type Bucket,
  type Distribution,
  distributionOf,
  quantileOf,
} from '../lib/domain/statistics/distribution.ts';
import type { Address } from '../lib/suite/ports.ts';
import { fortioLoad, pilotScale, scaleFrom } from '../lib/suite/probes/fortio-load.ts';
import { callsOf } from '../lib/suite/probes/round-trips.ts';
import { freePort, killIfAlive, loopback } from '../lib/targets/lab/loopback.ts';
import { placementOn, usableProcessors } from '../lib/targets/lab/processors.ts';
import type { ServerProgram } from '../lib/targets/lab/server-programs.ts';
import { startServers } from '../lib/targets/lab/servers.ts';
import { openLab } from '../lib/targets/lab/target.ts';

const [calls = 5, rate = 100, seconds = 20, turns = 3] = process.argv.slice(2).map(Number);
const { signal } = new AbortController();
await using target = await openLab();
await using testbed = await target.open(hostControl, signal);
const echo = testbed.address({ server: 'echo', via: 'host' });

/** Each proxy calls the one before it, and the first the echo server. */
async function chainTo(last: Address, proxies: number): Promise<Address & Disposable> {
  let next = last;
  const programs: ServerProgram[] = [];
  for (let index = 1; index <= proxies; index += 1) {
    const own = { host: loopback, port: await freePort() };
    programs.push({
      name: `proxy ${index}`,
      namespace: 'host',
      argv: ['fortio', 'proxies', '-quiet', '-P', `${own.host}:${own.port} ${next.host}:${next.port}`],
      listensOn: [own.port],
    });
    next = own;
  }
  const placement = placementOn(usableProcessors(), true);
  // Should this process be killed, they end with it.
  const wrap = () => ['setpriv', '--pdeathsig', 'KILL', ...placement.server];
  const servers = await startServers(programs, wrap, '/nonexistent', signal);
  const trouble = servers.flatMap((server) => server.trouble ?? []);
  if (trouble.length > 0) throw new Error(trouble.join('; '));
  // While their pipes are open, this process does not end.
  const end = () => {
    for (const { pid } of servers) if (pid !== undefined) killIfAlive(pid);
  };
  return { ...next, [Symbol.dispose]: end };
}

async function roundTrips({ host, port }: Address): Promise<readonly Bucket[]> {
  const load = (scale: typeof pilotScale, lasting: number) =>
    testbed.exec(
      fortioLoad({
        role: 'hostClient',
        url: `tcp://${host}:${port}`,
        seconds: lasting,
        connections: 1,
        qps: rate,
        scale,
        placement: 'same-core',
        flags: ['-nocatchup'],
      }),
      signal,
    );
  const pilot = await load(pilotScale, 1);
  const scale = scaleFrom(pilot, 'TCP');
  if (!scale) throw new Error(`fortio: no round trip to ${host}:${port}`);
  await target.settle(signal);
  return callsOf([pilot, await load(scale, seconds)]);
}

function whole(buckets: readonly Bucket[]): Distribution {
  const distribution = distributionOf(buckets);
  if (!distribution.ok) throw new Error('no calls');
  return distribution.figure;
}

const middle = ({ low, high = Number.NaN }: Bounds) => (low + high) / 2;
const shown = ({ low, high = Number.NaN }: Bounds) => `${low.toFixed(1)} - ${high.toFixed(1)}`;

using chain = await chainTo(echo, calls - 1);
const found: Record<'single' | 'chain', Bucket[]> = { single: [], chain: [] };
for (let turn = 0; turn < turns; turn += 1) {
  const order = turn % 2 === 0 ? (['single', 'chain'] as const) : (['chain', 'single'] as const);
  for (const which of order) found[which].push(...(await roundTrips(which === 'single' ? echo : chain)));
}

const single = whole(found.single);
const measured = whole(found.chain);
const predicted = inARow(single, calls).at(-1) ?? single;
const events = (buckets: readonly Bucket[]) => buckets.reduce((sum, { count }) => sum + count, 0);
console.log(
  `${rate} round trips/s, one call (n ${events(found.single)}) and ${calls} in a row (n ${events(found.chain)}), us`,
);
for (const percent of [50, 99]) {
  const [one, computed, real] = [single, predicted, measured].map((each) => quantileOf(each, percent / 100));
  if (!one || !computed || !real) continue;
  const error = 100 * (middle(computed) / middle(real) - 1);
  console.log(
    `p${percent}  one ${shown(one)}  computed ${shown(computed)}  measured ${shown(real)}  ` +
      `error ${error > 0 ? '+' : ''}${error.toFixed(0)} %  (${calls} x p${percent}: ${(calls * middle(one)).toFixed(1)})`,
  );
}
