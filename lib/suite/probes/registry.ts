import type { Probe } from '../probe.ts';
import { connect } from './connect.ts';
import { http } from './http.ts';
import { rtt } from './rtt.ts';
import { tcp } from './tcp.ts';

const all: readonly Probe[] = [tcp, rtt, connect, http];

/** Every probe by its id. A new one is one file and one word here. */
export const probes: ReadonlyMap<string, Probe> = new Map(all.map((probe) => [probe.id, probe]));
