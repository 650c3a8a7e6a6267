import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CdkAppMultiContext,
  type DeployOptions,
  type ICloudAssemblySource,
  StackSelectionStrategy,
  Toolkit,
} from '@aws-cdk/toolkit-lib';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { parseDeploymentConfig } from '../../../domain/deployment-config.ts';
import type { StackToolkit } from '../ports.ts';
import { type Deployment, deploymentLabel } from '../state.ts';
import { messagesOf, type OnMessage } from './messages.ts';
import { naming } from './naming.ts';
import { deploymentTag, settledStack } from './stacks.ts';

export interface CdkApp {
  /** Where it runs, and where its cdk.json is. */
  readonly folder: string;
  /** A command for the shell. */
  readonly command: string;
  /** Context for all deployments. */
  readonly context: Readonly<Record<string, string>>;
  readonly campaign: string;
  /** Lets a stack that failed stay as it is instead of rolling it back. */
  readonly keepOnFailure: boolean;
  readonly onMessage: OnMessage;
  /** How often CloudFormation is asked while something is under way. */
  readonly pollMillis?: number;
}

/** CloudFormation's limit on calls is an account's, and five stacks are watched at once. */
const defaultPollMillis = 10_000;

/**
 * The stacks of the CDK app, by the CDK toolkit library. Credentials are the SDK's own: AWS_PROFILE, SSO, or
 * the environment.
 * @throws InputError for a context that the app would refuse
 */
export async function openCdkToolkit(app: CdkApp): Promise<StackToolkit> {
  const pollMillis = app.pollMillis ?? defaultPollMillis;
  const { region } = parseDeploymentConfig(await contextOf(app).read());
  const cloudFormation = new CloudFormationClient({ region });
  const sts = new STSClient({ region });
  const scratch = await mkdtemp(join(tmpdir(), 'cni-bench-campaign-'));
  const assemblies = new Map<number, Promise<ICloudAssemblySource>>();

  /** Replicates differ in their context, so each is synthesized once. */
  const assemblyOf = (deployment: Deployment) => {
    const { replicate } = deployment;
    const assembly =
      assemblies.get(replicate) ?? synthesize(app, deployment, join(scratch, String(replicate)));
    assemblies.set(replicate, assembly);
    return assembly;
  };
  const toolkitOf = ({ stack }: Deployment) =>
    new Toolkit({ ioHost: messagesOf(stack, app.onMessage), color: false, emojis: false });

  return {
    place: () =>
      naming(async () => {
        const { Account: account } = await sts.send(new GetCallerIdentityCommand({}));
        if (account === undefined) throw new Error('STS names no account');
        return { account, region };
      }),
    settled: (stack) => naming(() => settledStack(cloudFormation, stack, pollMillis)),
    deploy: (deployment) =>
      naming(async () => {
        await toolkitOf(deployment).deploy(await assemblyOf(deployment), {
          ...only(deployment.stack, pollMillis),
          // A change set would leave a stack without a resource or an owner where the process is killed.
          deploymentMethod: { method: 'direct' },
          rollback: !app.keepOnFailure,
          tags: [{ Key: deploymentTag, Value: deploymentLabel(app.campaign, deployment) }],
        });
      }),
    destroy: (deployment) =>
      naming(async () => {
        await toolkitOf(deployment).destroy(await assemblyOf(deployment), only(deployment.stack, pollMillis));
      }),
    async [Symbol.asyncDispose]() {
      cloudFormation.destroy();
      sts.destroy();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

function contextOf({ folder, context }: CdkApp, own: Readonly<Record<string, string>> = {}) {
  return new CdkAppMultiContext(folder, { ...context, ...own });
}

async function synthesize(
  app: CdkApp,
  deployment: Deployment,
  outdir: string,
): Promise<ICloudAssemblySource> {
  const toolkit = new Toolkit({
    ioHost: messagesOf(`replicate ${deployment.replicate}`, app.onMessage),
    color: false,
    emojis: false,
  });
  const source = await toolkit.fromCdkApp(app.command, {
    workingDirectory: app.folder,
    contextStore: contextOf(app, { run: deploymentLabel(app.campaign, deployment) }),
    outdir,
    lookups: false,
  });
  return toolkit.synth(source);
}

function only(
  stack: string,
  pollMillis: number,
): Required<Pick<DeployOptions, 'stacks' | 'stackEventPollingInterval'>> {
  return {
    stacks: { strategy: StackSelectionStrategy.PATTERN_MUST_MATCH_SINGLE, patterns: [stack] },
    stackEventPollingInterval: pollMillis,
  };
}
