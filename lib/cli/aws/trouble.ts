import { InputError } from '../../domain/input-error.ts';
import { oneLine } from '../../domain/one-line.ts';
import { errnoOf } from '../../results/errno.ts';
import { WrittenByAnother } from '../../results/written-by-another.ts';
import { errorNames } from './error-names.ts';

/** What AWS may do after all: later, or when somebody has renewed the credentials. */
export class PassingTrouble extends InputError {}

/** Names by which AWS's services and the SDK call what a person can do something about. */
const advice: readonly (readonly [names: ReadonlySet<string>, text: (bucket: string) => string])[] = [
  [
    errorNames.wrong,
    () => 'AWS: the credentials are not valid: type aws sts get-caller-identity to see which are used',
  ],
  [
    new Set(['NoSuchBucket']),
    (bucket) => `--bucket: there is no bucket "${bucket}": deploy Results, or name another`,
  ],
  [
    new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException']),
    (bucket) => `--region: the bucket "${bucket}" is in another region`,
  ],
  [new Set(['RequestTimeTooSkewed']), () => "AWS: this machine's clock is wrong: set it, and try again"],
];

const unreachable = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH'];

/** The same of what passes. */
const passing: typeof advice = [
  [errorNames.expired, () => 'AWS: the session has expired: type aws sso login, or renew the credentials'],
  [errorNames.lacking, () => 'AWS: no credentials: set AWS_PROFILE, or type aws configure or aws sso login'],
  [errorNames.throttled, () => 'AWS: takes no more requests for now (throttling): try later'],
];

/**
 * What AWS did not do, in one line that says what to do about it.
 * @param bucket the one that was asked, as far as it is known
 * @returns undefined for what is not AWS's answer but a fault of this program
 */
export function awsTrouble(error: unknown, bucket = ''): InputError | undefined {
  if (error instanceof InputError) return error;
  if (error instanceof WrittenByAnother)
    return new InputError(`${error.message}: another run has this id, or another writer goes on with it`);
  if (!(error instanceof Error)) return undefined;
  // The SDK tells an expired SSO session by the words alone.
  if (errorNames.lacking.has(error.name) && /expired|sso session/i.test(error.message))
    return new PassingTrouble(`AWS: ${oneLine(error.message)}: type aws sso login`);
  const status = statusOf(error);
  if (status !== undefined && (status >= 500 || status === 429))
    return new PassingTrouble(`AWS: answers ${status} ${error.name} again and again: try later`);
  const passes = passing.find(([names]) => names.has(error.name));
  if (passes) return new PassingTrouble(passes[1](bucket));
  const known = advice.find(([names]) => names.has(error.name));
  if (known) return new InputError(known[1](bucket));
  if (errorNames.denied.has(error.name))
    return new InputError(
      `AWS: access denied${bucket && ` (bucket "${bucket}")`}: ${oneLine(error.message)}`,
    );
  if (error.message === 'Region is missing')
    return new InputError('--region: must be given, or AWS_REGION, or a region in the profile');
  const code = errnoOf(error);
  if (code !== undefined && unreachable.includes(code))
    return new PassingTrouble(`AWS: cannot be reached (${code}): ${oneLine(error.message)}`);
  return status === undefined ? undefined : new InputError(`AWS: ${error.name}: ${oneLine(error.message)}`);
}

function statusOf(error: Error): number | undefined {
  if (!('$metadata' in error) || typeof error.$metadata !== 'object' || error.$metadata === null)
    return undefined;
  const { httpStatusCode } = error.$metadata as { readonly httpStatusCode?: unknown };
  return typeof httpStatusCode === 'number' ? httpStatusCode : undefined;
}
