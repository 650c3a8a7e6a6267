import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Finding } from '../finding.ts';
import { troubleOf } from './trouble.ts';

export interface Identity {
  /** Undefined where nobody is known to AWS; nothing else can be asked then. */
  readonly account?: string;
  readonly findings: readonly Finding[];
}

/**
 * Who would deploy, and how long the credentials live.
 * @param hours that a campaign takes
 */
export async function inspectIdentity(sts: STSClient, hours: number, now: Date): Promise<Identity> {
  const purpose = 'who deploys';
  try {
    const { Account: account, Arn: arn } = await sts.send(new GetCallerIdentityCommand({}));
    if (account === undefined) throw new Error('STS names no account');
    const identity: Finding = { id: 'identity', state: 'ok', purpose, found: arn ?? account };
    return { account, findings: [identity, await lifetime(sts, hours, now)] };
  } catch (error) {
    return { findings: [{ id: 'identity', state: 'blocking', purpose, ...troubleOf(error) }] };
  }
}

async function lifetime(sts: STSClient, hours: number, now: Date): Promise<Finding> {
  const id = 'token';
  const purpose = `a campaign of ${hours.toFixed(1)} h`;
  const remedy = 'stacks go on without you; renew the credentials before you destroy them';
  const { expiration, sessionToken } = await sts.config.credentials();
  if (expiration === undefined) {
    if (sessionToken === undefined) return { id, state: 'ok', purpose, found: 'does not expire' };
    return { id, state: 'warning', purpose, found: 'expires, but does not say when', remedy };
  }
  const left = (expiration.getTime() - now.getTime()) / 3_600_000;
  const found = `expires in ${left.toFixed(1)} h`;
  return left >= hours
    ? { id, state: 'ok', purpose, found }
    : { id, state: 'warning', purpose, found, remedy };
}
