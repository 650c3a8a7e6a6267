import { expect } from '@jest/globals';
import type { Finding } from '../../../lib/cli/doctor/finding.ts';
import { cli } from '../../support/cli.ts';
import { type Account, newAccount, startFakeAws } from './fake-aws.ts';

/** Nobody's machine: no credentials, no profile, no instance role to ask for one. */
export const stranger = {
  HOME: '/nowhere',
  NO_COLOR: '1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
  AWS_PROFILE: '',
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_SESSION_TOKEN: '',
};
export const someone = { ...stranger, AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };

export interface Diagnosed {
  readonly code: number | undefined;
  readonly works: boolean;
  readonly asked: readonly string[];
  of(id: string): Finding | undefined;
}

/** What the doctor finds, as a process, of an account that is new but for what is given. */
export async function diagnose(
  account: Partial<Account> = {},
  args = '',
  env: Record<string, string> = someone,
): Promise<Diagnosed> {
  await using aws = await startFakeAws({ ...newAccount, ...account });
  const line = ['doctor', '--target', 'aws', '--json', ...args.split(' ').filter(Boolean)];
  const { code, stdout, stderr } = await cli(line, { env: { ...env, AWS_ENDPOINT_URL: aws.url } });
  expect(stderr).toBe('');
  const { works, findings }: { works: boolean; findings: Finding[] } = JSON.parse(stdout);
  expect(code).toBe(works ? 0 : 1);
  return { code, works, asked: aws.asked, of: (id) => findings.find((finding) => finding.id === id) };
}
