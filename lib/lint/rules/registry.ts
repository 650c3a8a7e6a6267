import type { Claim } from '../claim.ts';
import type { Problem, Rule } from '../rule.ts';
import { contradiction } from './contradiction.ts';
import { equalPercentiles } from './equal-percentiles.ts';
import { failedRun } from './failed-run.ts';
import { failuresTimed } from './failures-timed.ts';
import { keepaliveAsConnect } from './keepalive-as-connect.ts';
import { loadedRtt } from './loaded-rtt.ts';
import { percentileIsItsName } from './percentile-is-its-name.ts';
import { percentilesFall } from './percentiles-fall.ts';
import { processStart } from './process-start.ts';
import { connectionsBusy, processorUsedUp, serverAtCeiling } from './saturated-server.ts';
import { senderSideUdp } from './sender-side-udp.ts';
import { singleRun } from './single-run.ts';
import { targetNotReached } from './target-not-reached.ts';
import { textForNumber } from './text-for-number.ts';
import { zeroFailure } from './zero-failure.ts';

/** What is wrong, where, and by which rule. */
export interface Finding extends Problem {
  readonly rule: string;
  /** A JSON pointer (RFC 6901), or `line 4`. */
  readonly at: string;
}

type AnyRule = Pick<Rule, 'id' | 'title'> & { findingOf(claim: Claim): Problem | undefined };

/** A rule sees claims of its own kind only. */
function over<K extends Claim['kind']>({ id, title, kind, check }: Rule<K>): AnyRule {
  const concerns = (claim: Claim): claim is Extract<Claim, { kind: K }> => claim.kind === kind;
  return { id, title, findingOf: (claim) => (concerns(claim) ? check(claim) : undefined) };
}

/** A new rule is one file and one word here. */
export const rules: readonly AnyRule[] = [
  over(equalPercentiles),
  over(percentileIsItsName),
  over(percentilesFall),
  over(senderSideUdp),
  over(loadedRtt),
  over(processStart),
  over(singleRun),
  over(targetNotReached),
  over(serverAtCeiling),
  over(connectionsBusy),
  over(processorUsedUp),
  over(zeroFailure),
  over(textForNumber),
  over(failedRun),
  over(failuresTimed),
  over(keepaliveAsConnect),
  over(contradiction),
];

/** What the rules have to say about a file's claims, in the file's order. */
export function findingsOf(claims: readonly Claim[]): Finding[] {
  return claims.flatMap((claim) =>
    rules.flatMap(({ id, findingOf }) => {
      const problem = findingOf(claim);
      return problem ? [{ rule: id, at: claim.at, ...problem }] : [];
    }),
  );
}
