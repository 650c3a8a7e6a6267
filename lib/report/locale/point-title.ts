import type { Point } from '../../domain/point.ts';
import type { Template } from './en.ts';
import type { Words } from './words.ts';

type ProbeKey = Extract<Template, `probe.${string}`>;

const probeKeys = [
  'probe.tcp',
  'probe.udp-max',
  'probe.udp-published',
  'probe.rtt',
  'probe.rtt-loaded',
  'probe.rtt-published',
  'probe.connect',
  'probe.http',
  'probe.dns-latency',
  'probe.dns-capacity',
  'probe.dns-getent',
  'probe.tcp-paced',
  'probe.connect-paced',
  'probe.idle',
  'probe.tcp-shaped',
  'probe.rtt-saturated',
  'probe.services',
] as const satisfies readonly ProbeKey[];

function paramText(name: string, value: string | number | boolean, words: Words): string {
  switch (name) {
    case 'via':
      return value === 'host' || value === 'pod' || value === 'service'
        ? words.say(`param.${value}`)
        : String(value);
    case 'streams':
      return value === 1 ? words.say('param.one-stream') : words.say('param.streams', { n: Number(value) });
    case 'qps':
      return value === 0 ? words.say('param.highest-rate') : words.say('param.qps', { n: Number(value) });
    case 'connections':
      return words.say('param.connections', { n: Number(value) });
    case 'keepalive':
      return words.say(value ? 'param.keepalive' : 'param.close');
    case 'link':
      return words.say(value === 'shaped' ? 'param.shaped' : 'param.open');
    case 'names':
      return words.say(value === 'fqdn' ? 'param.fqdn' : 'param.search');
    default:
      return name === 'server' ? String(value) : `${name} ${value}`;
  }
}

/**
 * A point in words: `HTTP: fast-http, highest rate, keepalive, 32 connections`.
 * @param id of the point, which names a probe without parameters
 */
export function pointTitle(point: Point | undefined, id: string, words: Words): string {
  const key = probeKeys.find((one) => one === `probe.${point?.probe ?? id}`);
  const title = key ? words.say(key) : id;
  const params = Object.entries(point?.params ?? {}).map(([name, value]) => paramText(name, value, words));
  return params.length === 0 ? title : `${title}: ${params.join(', ')}`;
}
