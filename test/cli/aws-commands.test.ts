import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { cli } from '../support/cli.ts';
import { temporaryFolder } from '../support/folders.ts';

const withoutSdk = fileURLToPath(new URL('../support/refuse-sdk.mjs', import.meta.url));
const env = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  AWS_REGION: 'ap-northeast-2',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_PROFILE: '',
};

describe('commands that use AWS', () => {
  it.each([
    '--help',
    'push --help',
    'fetch --help',
    'ls --help',
    'watch --help',
    'stop --help',
    'plan --only rtt',
  ])('%s works without the SDK', async (line) => {
    const { code, stderr } = await cli(line.split(' '), {
      env: { NODE_OPTIONS: `--import ${withoutSdk}` },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('would not work without it', async () => {
    const { code, stderr } = await cli(['ls'], { env: { NODE_OPTIONS: `--import ${withoutSdk}` } });
    expect(code).not.toBe(0);
    expect(stderr).toContain('the SDK was asked for');
  });

  it('without credentials say so, and change nothing', async () => {
    await using folder = await temporaryFolder();
    const { code, stdout, stderr } = await cli(['ls'], { cwd: folder.path, env });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^cni-bench: AWS: no credentials: set AWS_PROFILE, [^\n]*$/);
  });
});
