import type { Probe } from '../probe.ts';
import { connect } from './connect.ts';
import { connectPaced } from './connect-paced.ts';
import { dnsCapacity } from './dns-capacity.ts';
import { dnsGetent } from './dns-getent.ts';
import { dnsLatency } from './dns-latency.ts';
import { http } from './http.ts';
import { idle } from './idle.ts';
import { rtt } from './rtt.ts';
import { rttLoaded } from './rtt-loaded.ts';
import { rttPublished } from './rtt-published.ts';
import { rttSaturated } from './rtt-saturated.ts';
import { tcp } from './tcp.ts';
import { tcpPaced } from './tcp-paced.ts';
import { tcpShaped } from './tcp-shaped.ts';
import { udpMax } from './udp-max.ts';
import { udpPublished } from './udp-published.ts';

const all: readonly Probe[] = [
  tcp,
  udpMax,
  udpPublished,
  rtt,
  rttLoaded,
  rttPublished,
  connect,
  http,
  dnsLatency,
  dnsCapacity,
  dnsGetent,
  tcpPaced,
  connectPaced,
  idle,
  tcpShaped,
  rttSaturated,
];

/** Every probe by its id. A new one is one file and one word here. */
export const probes: ReadonlyMap<string, Probe> = new Map(all.map((probe) => [probe.id, probe]));
