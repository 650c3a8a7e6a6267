import { quantileSorted } from 'simple-statistics';
import { z } from 'zod';
import type { MetricId } from '../../domain/metric.ts';
import type { Mark, Sample } from '../../domain/sample.ts';
import { OutputError, type Probe } from '../probe.ts';
import { type Lookup, lookups } from './dns-names.ts';
import {
  type DnsAnswer,
  dnsperfArgv,
  lossPercent,
  readAnswers,
  readSummary,
  timeoutSeconds,
} from './dnsperf.ts';
import { outputAt } from './json.ts';
import { reading } from './reading.ts';

const paramsSchema = z.strictObject({ names: z.enum(['fqdn', 'search']) });

/**
 * Paced far below any resolver's capacity, so that a query seldom meets another. `-q 1` would be closed
 * loop, but its sender and receiver threads hand over to each other for milliseconds in dnsperf 2.10.
 */
const queriesPerSecond = 2000;

/**
 * How long a lookup takes. For `search` one lookup is all the questions that the resolver asks one after
 * the other, so their latencies add up.
 */
export const dnsLatency: Probe = {
  id: 'dns-latency',
  title: 'DNS lookup',
  tools: ['dnsperf'],
  metrics: () => ['dns.p50', 'dns.p99', 'dns.loss'],
  expectedSeconds: (_params, seconds) => seconds + 0.1,
  next({ params, seconds, address }, outputs) {
    if (outputs.length > 0) return undefined;
    const { names } = paramsSchema.parse(params);
    return {
      role: 'client',
      argv: dnsperfArgv(address({ server: 'dns', via: 'service' }), lookups[names], seconds, [
        ...['-q', '100', '-Q', String(queriesPerSecond), '-v'],
      ]),
      timeoutSeconds: seconds + timeoutSeconds + 10,
      placement: 'same-core',
    };
  },
  parse(outputs, params) {
    const { names } = paramsSchema.parse(params);
    const output = outputAt(outputs, 0);
    const summary = readSummary(output);
    const micros = lookupMicros(readAnswers(output, summary), names);
    return [
      percentile('dns.p50', micros, 50),
      percentile('dns.p99', micros, 99),
      reading('dns.loss', lossPercent(summary)),
    ];
  },
};

/** Microseconds of every lookup whose questions were all answered, ascending. */
function lookupMicros(answers: readonly DnsAnswer[], names: Lookup): number[] {
  const questions: readonly string[] = lookups[names];
  const perQuestion = questions.map((name) => answers.filter((answer) => answer.name === name));
  perQuestion.forEach((group, index) => {
    const expected = index === questions.length - 1 ? 'NOERROR' : 'NXDOMAIN';
    const other = group.find((answer) => answer.rcode !== expected);
    if (other) throw new OutputError(`dnsperf: ${other.name} was answered ${other.rcode}, not ${expected}`);
  });
  const complete = Math.min(...perQuestion.map((group) => group.length));
  if (complete === 0) throw new OutputError('dnsperf: no lookup was answered');
  return Array.from({ length: complete }, (_, lookup) =>
    perQuestion.reduce((sum, group) => sum + (group[lookup]?.seconds ?? Number.NaN) * 1e6, 0),
  ).toSorted((one, other) => one - other);
}

function percentile(metric: MetricId, ascending: readonly number[], rank: number): Sample {
  const few: Mark[] = ascending.length < Math.round(10 / (1 - rank / 100)) ? ['few-events'] : [];
  return reading(metric, quantileSorted([...ascending], rank / 100), few);
}
