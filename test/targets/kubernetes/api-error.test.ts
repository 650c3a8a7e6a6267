import { describe, expect, it } from '@jest/globals';
import { ApiException } from '@kubernetes/client-node';
import fc from 'fast-check';
import { apiReason, codeOf, retryAfterSeconds } from '../../../lib/targets/kubernetes/api-error.ts';

const answer = (code: number, body: unknown, headers: Record<string, string> = {}) =>
  new ApiException(code, 'Unknown API Status Code!', body, headers);
const forbidden = { kind: 'Status', message: 'pods is forbidden:\n no', reason: 'Forbidden', code: 403 };

describe('what an API server had against a request', () => {
  it.each<[unknown, string]>([
    [answer(403, JSON.stringify(forbidden)), 'pods is forbidden: no'],
    [answer(403, forbidden), 'pods is forbidden: no'],
    [answer(409, { reason: 'Conflict' }), 'Conflict'],
    [answer(502, '<html>Bad Gateway</html>'), 'the API server answered 502'],
    [answer(500, undefined), 'the API server answered 500'],
    [
      new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:1') }),
      'connect ECONNREFUSED 127.0.0.1:1',
    ],
    [
      new Error('fetch failed', { cause: Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }) }),
      'ECONNREFUSED',
    ],
    [new RangeError(''), 'RangeError'],
    [new Error(' \n'), 'Error'],
    [answer(409, { message: ' ', reason: 'Conflict' }), 'Conflict'],
    ['a string', 'a string'],
  ])('%# is said in its words', (error, words) => {
    expect(apiReason(error)).toBe(words);
  });

  it('is one line of bounded length, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (message, body) => {
        for (const error of [answer(500, { message }), answer(500, body), new Error(message)]) {
          expect(apiReason(error)).toMatch(/^.+$/);
          expect(apiReason(error).length).toBeLessThanOrEqual(300);
        }
      }),
    );
  });

  it('is told by its status, where there was an answer', () => {
    expect(codeOf(answer(404, ''))).toBe(404);
    expect(codeOf(new Error('fetch failed'))).toBeUndefined();
  });

  it.each([
    [{ 'retry-after': '3' }, 3],
    [{ 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 0],
    [{ 'retry-after': '-1' }, 0],
    [{}, 0],
  ])('asks to be left alone, %j', (headers, seconds) => {
    expect(retryAfterSeconds(answer(429, '', headers as Record<string, string>))).toBe(seconds);
  });
});
