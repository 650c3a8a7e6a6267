import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { cli } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { diagnose, someone, stranger } from './diagnose.ts';

// Child processes, on a host that may be busy.

describe('credentials', () => {
  it.each([
    [1, 'warning'],
    [100, 'ok'],
  ])('compares a token of %d h with the campaign', async (hours, state) => {
    const expiration = new Date(Date.now() + hours * 3_600_000).toISOString();
    const env = { ...someone, AWS_SESSION_TOKEN: 'token', AWS_CREDENTIAL_EXPIRATION: expiration };
    const { of, works } = await diagnose({}, '', env);
    expect(of('token')).toMatchObject({ state, found: expect.stringMatching(/^expires in \d+\.\d h$/) });
    expect(works).toBe(true);
  });

  it('does not take a token without a date for one that lasts', async () => {
    const { of } = await diagnose({}, '', { ...someone, AWS_SESSION_TOKEN: 'token' });
    expect(of('token')).toMatchObject({ state: 'warning', found: 'expires, but does not say when' });
  });

  it.each([
    ['ExpiredToken', 'the credentials have expired'],
    ['InvalidClientTokenId', 'wrong credentials (InvalidClientTokenId)'],
    ['AccessDenied', 'not allowed: refused'],
  ])('takes %s for what it is, and asks nothing more', async (code, found) => {
    const { of, asked, works } = await diagnose({ refusals: { GetCallerIdentity: code } });
    expect(works).toBe(false);
    expect(of('identity')).toMatchObject({ state: 'blocking', found, remedy: expect.any(String) });
    expect(of('bootstrap')).toBeUndefined();
    expect(new Set(asked)).toEqual(new Set(['GetCallerIdentity']));
  });
});

describe('without AWS', () => {
  it('no credentials at all are one line, and the end of support is told all the same', async () => {
    const { code, stdout, stderr } = await cli(['doctor', '--target', 'aws'], { env: stranger });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.match(/^blocking .*$/gm)).toEqual([
      expect.stringMatching(/^blocking +identity +no credentials +who deploys; aws sso login, AWS_PROFILE/),
    ]);
    expect(stdout).toMatch(/^\w+ +eks:default /m);
    expect(stdout).toMatch(/A deployment cannot work\.$/);
  });

  it.each([
    ['that was never begun', undefined],
    ['that is over', { accessToken: 'token', expiresAt: '2026-01-01T00:00:00Z' }],
  ])('an SSO session %s is named', async (_, token) => {
    await using folder = await temporaryFolder();
    const config = join(folder.path, 'config');
    const session = ['sso_start_url = https://sso.example/start', 'sso_region = eu-west-1'];
    const profile = ['sso_session = s', 'sso_account_id = 123456789012', 'sso_role_name = Deployer'];
    await writeFile(config, ['[profile p]', ...profile, '[sso-session s]', ...session, ''].join('\n'));
    if (token) {
      const cache = join(folder.path, '.aws/sso/cache');
      await mkdir(cache, { recursive: true });
      const name = createHash('sha1').update('s').digest('hex');
      await writeFile(join(cache, `${name}.json`), JSON.stringify(token));
    }
    const env = { ...stranger, HOME: folder.path, AWS_PROFILE: 'p', AWS_CONFIG_FILE: config };
    const { code, stdout } = await cli(['doctor', '--target', 'aws'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^blocking +identity +no valid SSO session +who deploys; aws sso login$/m);
  });

  it('a network that does not answer is named', async () => {
    const env = { ...someone, AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const { code, stdout } = await cli(['doctor', '--target', 'aws'], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^blocking +identity +AWS does not answer: ECONNREFUSED/m);
  });
});
