import { setTimeout as pause } from 'node:timers/promises';
import type { CloudFormationClient, Stack } from '@aws-sdk/client-cloudformation';
import { describeStack } from '../../aws/describe-stack.ts';
import type { StackFacts } from '../ports.ts';

/** Tag of a stack with the deployment that it is. */
export const deploymentTag = 'cni-bench:deployment';

/** Those after which a stack can be used. */
const usable: ReadonlySet<string> = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE']);

/** A change set that was never executed also waits "in progress", and for ever. */
const underWay = /^(?!REVIEW_).*_IN_PROGRESS$/;

/**
 * Waits until CloudFormation does nothing to a stack.
 * @returns undefined when there is no stack of this name
 */
export async function settledStack(
  client: CloudFormationClient,
  name: string,
  pollMillis: number,
): Promise<StackFacts | undefined> {
  for (;;) {
    const stack = await describeStack(client, name);
    if (!stack) return undefined;
    if (!underWay.test(stack.StackStatus ?? '')) return factsOf(stack);
    await pause(pollMillis);
  }
}

/** @returns undefined when the stack, or the output, is not there */
export async function outputOf(
  client: CloudFormationClient,
  stack: string,
  key: string,
): Promise<string | undefined> {
  const found = await describeStack(client, stack);
  return found?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
}

function factsOf({ StackStatus, StackStatusReason, Tags = [] }: Stack): StackFacts {
  const status = StackStatus ?? 'no status';
  return {
    state: usable.has(status) ? 'deployed' : 'failed',
    status: StackStatusReason === undefined ? status : `${status}: ${StackStatusReason}`,
    owner: Tags.find(({ Key }) => Key === deploymentTag)?.Value,
  };
}
