import type { PolicyExpectation } from '../../domain/policy/policy-engine.ts';
import type { PolicyObserved } from '../../domain/policy/policy-record.ts';
import { both } from '../locale/words.ts';
import type { Shown } from './markup.ts';

/** What is expected or was observed of a policy, in a word or two. */
export function policyWord(said: PolicyExpectation | PolicyObserved): Shown {
  return both((words) => words.say(`policy.${said}`));
}
