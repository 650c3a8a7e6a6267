import { z } from 'zod';
import type { ToolOutput } from '../ports.ts';
import { OutputError, type Probe } from '../probe.ts';
import { lookups } from './dns-names.ts';
import { dnsperfArgv, lossPercent, readSummary, timeoutSeconds } from './dnsperf.ts';
import { unlessUnreadable } from './json.ts';
import { lossLimitPercent, nextRate, resultOf, type SearchLimits, type Trial } from './rate-search.ts';
import { reading } from './reading.ts';

const paramsSchema = z.strictObject({});

const limits: SearchLimits = { maxTrials: 6, settledRatio: 1.1 };

/**
 * Enough to keep a resolver busy, few enough for its socket buffer: dnsperf sends them in one burst, and
 * from about 190 on a default buffer drops the rest, which is no statement on capacity.
 */
const outstanding = 100;

interface DnsTrial extends Trial {
  /** Mean number of queries under way (Little's law). */
  readonly underWay: number;
}

/** The highest rate of lookups of which less than 0.1 % is lost. */
export const dnsCapacity: Probe = {
  id: 'dns-capacity',
  title: 'DNS capacity',
  tools: ['dnsperf'],
  metrics: () => ['dns.capacity'],
  // Loss is rare, and without it the first trial settles the search.
  expectedSeconds: (_params, seconds) => seconds + 0.1,
  mostSeconds: (_params, seconds) => limits.maxTrials * (seconds + timeoutSeconds + 0.1),
  next({ params, seconds, address }, outputs) {
    paramsSchema.parse(params);
    const trials = unlessUnreadable(() => outputs.map(trialOf));
    const rate = trials && nextRate(trials, limits);
    if (rate === undefined) return undefined;
    return {
      role: 'client',
      argv: dnsperfArgv(address({ server: 'dns', via: 'service' }), lookups.fqdn, seconds, [
        ...['-q', String(outstanding)],
        ...(rate === 'unlimited' ? [] : ['-Q', String(Math.round(rate))]),
      ]),
      timeoutSeconds: seconds + timeoutSeconds + 10,
      placement: 'separate-cores',
    };
  },
  parse(outputs) {
    const result = resultOf(outputs.map(trialOf), limits);
    if (!result.found)
      throw new OutputError(
        `more than ${lossLimitPercent} % was lost at ${Math.round(result.lowestLossy)} queries/s, the lowest of ${outputs.length} rates`,
      );
    const { best } = result;
    // Without loss the resolver was the limit only if queries were waiting for it all the time.
    const idle = best.asked === undefined && best.underWay < outstanding / 2;
    const paced = best.asked !== undefined && result.senderLimited;
    return [reading('dns.capacity', best.carried, idle || paced ? ['sender-limited'] : [])];
  },
};

function trialOf(output: ToolOutput): DnsTrial {
  const summary = readSummary(output);
  const asked = askedRate(output);
  return {
    ...(asked === undefined ? {} : { asked }),
    offered: summary.sent / summary.runSeconds,
    carried: summary.queriesPerSecond,
    lossPercent: lossPercent(summary),
    underWay: summary.queriesPerSecond * summary.averageSeconds,
  };
}

/** dnsperf repeats its command line. */
function askedRate(output: ToolOutput): number | undefined {
  const [, rate] = /^\[Status\] Command line: .* -Q (\d+)\b/m.exec(output.stdout) ?? [];
  return rate === undefined ? undefined : Number(rate);
}
