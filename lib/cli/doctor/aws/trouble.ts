import { errnoOf } from '../../../results/errno.ts';
import { errorNames } from '../../aws/error-names.ts';
import type { Finding } from '../finding.ts';

type Trouble = Required<Pick<Finding, 'found' | 'remedy'>>;

/** Why AWS did not answer, and what helps; the SDK's own messages run over several sentences. */
export function troubleOf(error: unknown): Trouble {
  const lacking = credentialsLacking(error);
  if (lacking) return lacking;
  const { name, message } = asError(error);
  const [first = ''] = message.split('\n');
  if (errorNames.wrong.has(name))
    return { found: `wrong credentials (${name})`, remedy: 'check AWS_PROFILE' };
  if (errorNames.denied.has(name))
    return { found: `not allowed: ${first}`, remedy: 'ask for that permission' };
  const code = errnoOf(error);
  return { found: `AWS does not answer: ${code ?? first}`, remedy: 'check the network and --region' };
}

/** Whether it is only that somebody has to log in, by AWS's and the SDK's words; undefined when it is not. */
export function credentialsLacking(error: unknown): Trouble | undefined {
  const { name, message } = asError(error);
  if (errorNames.expired.has(name) || /\bexpired\b/i.test(message))
    return { found: 'the credentials have expired', remedy: 'aws sso login, or new credentials' };
  if (/SSO (?:session|token)/i.test(message))
    return { found: 'no valid SSO session', remedy: 'aws sso login' };
  if (errorNames.lacking.has(name))
    return { found: 'no credentials', remedy: 'aws sso login, AWS_PROFILE or AWS_ACCESS_KEY_ID' };
  return undefined;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/**
 * A finding for something that cannot be looked up. It blocks nothing: what one may not look at may be well.
 */
export async function orUnknown(id: string, purpose: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    return { id, state: 'warning', purpose, ...troubleOf(error) };
  }
}
