import type { Source } from '../policy/policy-case.ts';
import {
  type Acceleration,
  dsrCheck,
  dsrTunnel,
  kernelSays,
  linkSince,
  nitro,
  pages,
  xdpDrivers,
} from './acceleration-sources.ts';

type Fact = string | number | boolean;
type Facts = Readonly<Record<string, Fact>>;

/** One thing on which it rests. */
export interface AccelerationRow {
  readonly of: Acceleration;
  readonly what: string;
  /** On this cluster; undefined where nobody could tell. */
  readonly found?: string;
  /** What is needed. */
  readonly needed: string;
  readonly verdict: 'as needed' | 'not as needed' | 'unknown';
  readonly source: Source;
}

/** A row before it is held against what was found. */
interface Need extends Omit<AccelerationRow, 'of' | 'found' | 'verdict'> {
  readonly found: Fact | undefined;
  /** Undefined where nothing of ours says so. */
  readonly holds: (found: Fact) => boolean | undefined;
}

/** What a cluster has for XDP and DSR, from the facts that it states and those of its environment. */
export function accelerationRows(facts: Facts): AccelerationRow[] {
  return [
    ...xdpNeeds(facts).map((need) => judged('XDP', need)),
    ...dsrNeeds(facts).map((need) => judged('DSR', need)),
  ];
}

function judged(of: Acceleration, { found, holds, ...need }: Need): AccelerationRow {
  if (found === undefined) return { of, ...need, verdict: 'unknown' };
  const held = holds(found);
  const verdict = held === undefined ? 'unknown' : held ? 'as needed' : 'not as needed';
  return { of, ...need, found: String(found), verdict };
}

function xdpNeeds(facts: Facts): Need[] {
  const driver = facts['uplink driver'];
  const limits = xdpDrivers[String(driver)];
  return [
    {
      what: 'instance type',
      needed: 'of Nitro, with ENA',
      source: nitro,
      found: facts['instance type'],
      holds: () => (driver === 'ena' ? true : undefined),
    },
    {
      what: 'driver of the uplink',
      needed: 'one with XDP, such as ena',
      source: nitro,
      found: driver,
      holds: () => (limits ? true : undefined),
    },
    {
      what: 'kernel',
      needed: '5.9 or later',
      source: linkSince,
      found: facts.kernel,
      holds: isAtLeast59,
    },
    {
      what: 'MTU of the uplink',
      needed: limits ? `at most ${limits.mostMtu}` : 'what its driver takes',
      source: limits?.mtu ?? pages,
      found: facts['uplink mtu'],
      holds: (mtu) => limits && Number(mtu) <= limits.mostMtu,
    },
    ...(limits?.halfOfChannels
      ? [
          {
            what: 'channels of the uplink',
            needed: 'at most half in use',
            source: limits.halfOfChannels,
            found: facts['uplink channels'],
            holds: isHalf,
          },
        ]
      : []),
    {
      what: 'program on the uplink',
      needed: 'one of Cilium',
      source: kernelSays,
      found: facts['xdp program'],
      holds: (name) => name !== 'none',
    },
  ];
}

function dsrNeeds(facts: Facts): Need[] {
  return [
    {
      what: 'routing',
      needed: 'native, or Geneve',
      source: dsrTunnel,
      found: facts.routing,
      holds: (routing) => routing === 'native' || routing === 'geneve',
    },
    {
      what: 'source/destination check of the interfaces',
      needed: 'off',
      source: dsrCheck,
      // EC2 knows it, and the cluster does not.
      found: undefined,
      holds: () => undefined,
    },
    {
      what: 'mode of the agent',
      needed: 'DSR or Hybrid',
      source: dsrTunnel,
      found: facts['node-port-mode'],
      holds: (mode) => /^(dsr|hybrid)$/i.test(String(mode)),
    },
  ];
}

function isAtLeast59(kernel: Fact): boolean | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(String(kernel)) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  return Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 9);
}

/** @param channels `2 of 4` */
function isHalf(channels: Fact): boolean | undefined {
  const [, now, most] = /^(\d+) of (\d+)$/.exec(String(channels)) ?? [];
  return now === undefined || most === undefined ? undefined : 2 * Number(now) <= Number(most);
}
