import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterNameOf } from '../../../lib/domain/aws-names.ts';
import { parseScenario } from '../../../lib/domain/scenario.ts';
import type { WebhookConfig } from '../../../testbed/token-webhook/review.ts';
import { region } from '../../aws/support/environment.ts';
import { bucket } from '../../aws/support/moto.ts';
import { rolesOf } from '../../aws/support/permissions.ts';
import type { Site } from '../../aws/support/site.ts';
import { asList, asRecord, at, ofType } from '../../infra/support/template.ts';
import { type ScaledFunction, scaledFunction } from './scaled-function.ts';
import { assumeRole, type RoleEnvironment, roleArn, startSts } from './sts.ts';
import { type Cluster, type Instance, startCluster } from './test-bed.ts';

/** The scenario that the test bed is like. */
export const scenario = 'A';
export const clusterName = clusterNameOf(parseScenario(scenario));

/** The functions of the benchmark, as the template names them. */
export const functionNames = ['OnEvent', 'BeginRun', 'Stage', 'FinishRun'] as const;
export type FunctionName = (typeof functionNames)[number];

/** A cluster of a stack whose functions come in by their own roles. */
export interface HandledCluster extends AsyncDisposable {
  readonly cluster: Cluster;
  readonly endpoint: string;
  /** PEM in base64. */
  readonly certificateAuthority: string;
  readonly functions: Readonly<Record<FunctionName, ScaledFunction>>;
  /** Keys of each function's role. */
  readonly roles: Readonly<Record<FunctionName, RoleEnvironment>>;
}

export interface HandledClusterOptions {
  readonly instance: Instance;
  readonly folder: string;
  /** Of moto, for roles and tokens. */
  readonly moto: string;
  /** Of what the functions have for AWS. */
  readonly aws: string;
}

/**
 * Starts a test bed with the stack's workloads, access rules and access entries, and its functions as processes
 * with what the template gives them, keys of their roles, and nothing else but where AWS is.
 */
export async function startHandledCluster(
  site: Site,
  { instance, folder, moto, aws }: HandledClusterOptions,
): Promise<HandledCluster> {
  await using undo = new AsyncDisposableStack();
  const roles = Object.fromEntries(
    await Promise.all(
      functionNames.map(async (name) => [name, await assumeRole(moto, roleOf(site, name))] as const),
    ),
  ) as Record<FunctionName, RoleEnvironment>;
  const sts = undo.use(await startSts(moto));
  const config: WebhookConfig = {
    clusterName,
    region,
    stsEndpoint: sts.endpoint,
    keys: Object.values(roles).map((role) => ({
      accessKeyId: role.AWS_ACCESS_KEY_ID,
      secretAccessKey: role.AWS_SECRET_ACCESS_KEY,
    })),
    accessEntries: accessEntries(site),
  };
  const webhook = join(folder, 'webhook.json');
  await writeFile(webhook, JSON.stringify(config));
  const cluster = undo.use(await startCluster('A', instance, [`--token-webhook=${webhook}`]));
  for (const [id, { Properties }] of ofType(site.stack.template, 'Custom::AWSCDK-EKS-KubernetesResource')) {
    const file = join(folder, `${id}.json`);
    const items = JSON.parse(String(Properties?.Manifest));
    await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    await cluster.kubectl('apply', '-f', file);
  }
  const view = JSON.parse(await cluster.kubectl('config', 'view', '--raw', '-o', 'json'));
  const { server: endpoint, 'certificate-authority-data': certificateAuthority } = view.clusters[0].cluster;
  const deployed = { bucket, endpoint, certificateAuthority };
  const functions = Object.fromEntries(
    functionNames.map((name) => {
      const given = { ...roles[name], AWS_REGION: region, AWS_ENDPOINT_URL: aws };
      return [name, undo.use(scaledFunction(site.stack.function(`Benchmark${name}`, deployed), given))];
    }),
  ) as Record<FunctionName, ScaledFunction>;
  site.functions = {
    onEvent: functions.OnEvent.invoke,
    'Custom::BeginRun': functions.BeginRun.invoke,
    'Custom::Stage': functions.Stage.invoke,
    'Custom::FinishRun': functions.FinishRun.invoke,
  };
  const closing = undo.move();
  return {
    cluster,
    endpoint,
    certificateAuthority,
    functions,
    roles,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Logical id of the role of a function. */
function roleOf({ stack }: Site, name: FunctionName): string {
  const [, role] =
    [...rolesOf(stack.template)].find(([id]) => new RegExp(`^Benchmark${name}[0-9A-F]{8}$`).test(id)) ?? [];
  if (role === undefined) throw new Error(`no function ${name}`);
  return role;
}

/** The access entries of the stack that give groups. */
function accessEntries({ stack }: Site): WebhookConfig['accessEntries'] {
  return ofType(stack.template, 'AWS::EKS::AccessEntry').flatMap(([, { Properties }]) => {
    const kubernetesGroups = asList(at(Properties, 'KubernetesGroups')).map(String);
    const principalArn = roleArn(idIn(Properties?.PrincipalArn));
    return kubernetesGroups.length > 0 ? [{ principalArn, kubernetesGroups }] : [];
  });
}

/** Of `Fn::GetAtt`. */
function idIn(value: unknown): string {
  return String(asList(asRecord(value)['Fn::GetAtt'])[0]);
}
