import { CloudFormationClient, DescribeStackEventsCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { z } from 'zod';
import { runOutput } from '../../domain/aws-names.ts';
import { finishRunSchema } from '../../domain/benchmark-resources.ts';
import { InputError } from '../../domain/input-error.ts';
import { oneLine } from '../../domain/one-line.ts';
import { describeStack } from './describe-stack.ts';
import type { ResultsOptions } from './results-options.ts';

/** A scenario's stack, and the run that it measures or has measured. */
export interface DeployedRun {
  /** As CloudFormation calls it: `CREATE_IN_PROGRESS`. */
  readonly status: string;
  readonly reason?: string;
  /**
   * `failed` is also what is rolled back or deleted: nothing more is measured then. `settled` is what was
   * deployed.
   */
  readonly phase: 'under way' | 'settled' | 'failed';
  /** Absent before the benchmark has begun, and where the stack has none. */
  readonly run?: {
    readonly id: string;
    /** When this deployment began it; known as long as it is under way. */
    readonly begunAt?: string;
  };
}

const longestReason = 200;

/** CloudFormation with the patience of the other clients. */
export function cloudFormationClient({ region }: ResultsOptions): CloudFormationClient {
  return new CloudFormationClient({
    retryMode: 'adaptive',
    maxAttempts: 8,
    ...(region !== undefined && { region }),
  });
}

/** @returns undefined when there is no stack of this name */
export async function deployedRun(
  client: CloudFormationClient,
  name: string,
): Promise<DeployedRun | undefined> {
  const stack = await describeStack(client, name);
  if (!stack) return undefined;
  const { StackStatus: status = 'without a status', StackStatusReason: reason } = stack;
  const phase = phaseOf(status);
  const run = phase === 'under way' ? await begunRun(client, stack) : finishedRun(stack);
  return {
    status,
    phase,
    ...(reason !== undefined && { reason: oneLine(reason, longestReason) }),
    ...(run && { run }),
  };
}

/** That a stack is not there, and where it was looked for. */
export async function noStack(client: CloudFormationClient, name: string): Promise<InputError> {
  const region = await client.config.region();
  return new InputError(
    `[stack]: there is no ${name} in ${region}: deploy it, or name its region with --region`,
  );
}

function phaseOf(status: string): DeployedRun['phase'] {
  // After this a rolled-back update is what it was before.
  if (status === 'UPDATE_ROLLBACK_COMPLETE') return 'settled';
  if (/ROLLBACK|DELETE|FAILED/.test(status)) return 'failed';
  // Only old resources are removed then.
  if (status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') return 'settled';
  return status.endsWith('_IN_PROGRESS') ? 'under way' : 'settled';
}

function finishedRun({ Outputs = [] }: Stack): DeployedRun['run'] {
  const id = Outputs.find(({ OutputKey }) => OutputKey === runOutput)?.OutputValue;
  return id === undefined ? undefined : { id };
}

/** Of the resources that measure, and end a run, CloudFormation's events tell the properties. */
const measuringTypes: ReadonlySet<string | undefined> = new Set(['Custom::Stage', 'Custom::FinishRun']);
const begunSchema = z.object(finishRunSchema.shape);

/**
 * A stack has no outputs before it is complete. Its events tell with which properties each resource is made, and
 * those that measure have the run's id among theirs. While they do, hardly anything else happens: the newest page
 * has them.
 */
async function begunRun(client: CloudFormationClient, stack: Stack): Promise<DeployedRun['run']> {
  const since = stack.LastUpdatedTime ?? stack.CreationTime;
  const { StackEvents = [] } = await client.send(
    new DescribeStackEventsCommand({ StackName: stack.StackId }),
  );
  for (const { ResourceType, Timestamp, ResourceProperties } of StackEvents) {
    // An earlier deployment of this stack.
    if (since && Timestamp && Timestamp < since) return undefined;
    if (!measuringTypes.has(ResourceType) || !ResourceProperties) continue;
    const { success, data } = begunSchema.safeParse(propertiesOf(ResourceProperties));
    if (success) return { id: data.RunId, begunAt: data.BegunAt };
  }
  return undefined;
}

function propertiesOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
