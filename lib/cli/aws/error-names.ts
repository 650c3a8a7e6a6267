/** Names by which AWS's services and the SDK say what is wrong with whoever asks. */
export const errorNames = {
  /** Credentials that were good once. */
  expired: new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'RequestExpired']),
  /** There are none, or they cannot be read. */
  lacking: new Set(['CredentialsProviderError', 'TokenProviderError']),
  /** They are not right. */
  wrong: new Set([
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
    'AuthFailure',
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidSignatureException',
  ]),
  /** Too many requests; some services say so with the status of a bad one. */
  throttled: new Set([
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'RequestLimitExceeded',
    'TooManyRequestsException',
    'SlowDown',
  ]),
  /** They are right, and do not allow it. */
  denied: new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'Forbidden']),
} as const;
