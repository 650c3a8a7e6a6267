import { S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { awsTrouble, PassingTrouble } from '../../lib/cli/aws/trouble.ts';
import { InputError } from '../../lib/domain/input-error.ts';
import { WrittenByAnother } from '../../lib/results/written-by-another.ts';

function answer(name: string, httpStatusCode: number, message = 'two\nlines'): Error {
  return new S3ServiceException({ name, $fault: 'client', message, $metadata: { httpStatusCode } });
}

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

const table: readonly (readonly [string, Error, RegExp])[] = [
  [
    'no credentials',
    named('CredentialsProviderError', 'Could not load'),
    /^AWS: no credentials: set AWS_PROFILE/,
  ],
  [
    'an expired SSO session',
    named('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
    /^AWS: The SSO session .* has expired\.: type aws sso login$/,
  ],
  ['an expired token', answer('ExpiredToken', 400), /^AWS: the session has expired: type aws sso login/],
  ['invalid credentials', answer('InvalidAccessKeyId', 403), /^AWS: the credentials are not valid/],
  ['no bucket', answer('NoSuchBucket', 404), /^--bucket: there is no bucket "b": deploy Results/],
  ['another region', answer('PermanentRedirect', 301), /^--region: the bucket "b" is in another region$/],
  ['a refusal', answer('AccessDenied', 403), /^AWS: access denied \(bucket "b"\): two lines$/],
  ['a wrong clock', answer('RequestTimeTooSkewed', 403), /^AWS: this machine's clock is wrong/],
  ['no region', new Error('Region is missing'), /^--region: must be given, or AWS_REGION/],
  [
    'no network',
    Object.assign(new Error('getaddrinfo ENOTFOUND s3'), { code: 'ENOTFOUND' }),
    /^AWS: cannot be reached \(ENOTFOUND\): getaddrinfo ENOTFOUND s3$/,
  ],
  [
    'throttling without end',
    answer('SlowDown', 503),
    /^AWS: answers 503 SlowDown again and again: try later$/,
  ],
  ['anything else', answer('KMS.DisabledException', 400), /^AWS: KMS\.DisabledException: two lines$/],
  [
    'another writer',
    new WrittenByAnother('s3://b/k'),
    /^s3:\/\/b\/k: another writer .*: another run has this id/,
  ],
  ['a damaged object', new InputError('s3://b/k: not JSON'), /^s3:\/\/b\/k: not JSON$/],
];

describe('what AWS refuses', () => {
  it.each(table)('%s is one line that says what to do', (_name, error, expected) => {
    const trouble = awsTrouble(error, 'b');
    expect(trouble).toBeInstanceOf(InputError);
    expect(trouble?.message).toMatch(expected);
    expect(trouble?.message).not.toContain('\n');
  });

  it.each([
    answer('ExpiredToken', 400),
    answer('SlowDown', 503),
    answer('TooManyRequests', 429),
    answer('Throttling', 400),
    named('CredentialsProviderError', 'Could not load'),
    named('CredentialsProviderError', 'The SSO session associated with this profile has expired.'),
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  ])('%s may pass', (error) => {
    expect(awsTrouble(error)).toBeInstanceOf(PassingTrouble);
  });

  it.each([answer('NoSuchBucket', 404), answer('AccessDenied', 403), answer('InvalidAccessKeyId', 403)])(
    '%s does not pass',
    (error) => {
      expect(awsTrouble(error)).not.toBeInstanceOf(PassingTrouble);
    },
  );

  it('is not confused with a fault of this program', () => {
    expect(awsTrouble(new TypeError('x is not a function'), 'b')).toBeUndefined();
  });
});
