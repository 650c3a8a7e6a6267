import type { PolicyExpectation } from '../../domain/policy/policy-engine.ts';
import { type PolicyCaseId, policyMatrix } from '../../domain/policy/policy-matrix.ts';
import type { PolicyObserved } from '../../domain/policy/policy-record.ts';
import { both } from '../locale/words.ts';
import { html, type Markup, type Shown } from './markup.ts';

/** What is expected or was observed of a policy, in a word or two. */
export function policyWord(said: PolicyExpectation | PolicyObserved): Shown {
  return both((words) => words.say(`policy.${said}`));
}

/** A case by its name and the kind of its policy, which may break between its words. */
export function policyHead(id: PolicyCaseId): Markup {
  const parts = policyMatrix[id].kind.split(/(?<=[a-z])(?=[A-Z])/);
  const kind = parts.map((part, index) => (index === 0 ? html`${part}` : html`<wbr>${part}`));
  return html`${both((words) => words.policyCase(id))} <small>${kind}</small>`;
}
