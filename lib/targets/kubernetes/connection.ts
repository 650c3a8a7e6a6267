import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  AppsV1Api,
  CoordinationV1Api,
  CoreV1Api,
  CustomObjectsApi,
  DiscoveryV1Api,
  KubeConfig,
  KubernetesObjectApi,
  type RequestContext,
  VersionApi,
} from '@kubernetes/client-node';
import { InputError } from '../../domain/input-error.ts';

/** A cluster's API, as the user of one kubeconfig context. */
export interface Connection {
  readonly context: string;
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly discovery: DiscoveryV1Api;
  readonly coordination: CoordinationV1Api;
  readonly custom: CustomObjectsApi;
  readonly objects: KubernetesObjectApi;
  readonly version: VersionApi;
}

/**
 * The clients of a context of the user's kubeconfig (`KUBECONFIG`, else `~/.kube/config`). Nothing is asked
 * of the cluster yet.
 * @param context its name. @default the current one
 * @throws InputError when there is no kubeconfig, or one cannot be read, or has no such context
 */
export function connect(context: string | undefined, env: NodeJS.ProcessEnv): Connection {
  const config = new KeptAliveConfig();
  load(config, env);
  const names = config.getContexts().map(({ name }) => name);
  const name = context ?? config.getCurrentContext();
  if (!names.includes(name)) {
    const there = names.length > 0 ? `there are ${names.join(', ')}` : 'there is none';
    throw new InputError(
      name ? `--context: no "${name}" in the kubeconfig; ${there}` : `--context: must name one; ${there}`,
    );
  }
  config.setCurrentContext(name);
  return connectionOf(config);
}

/** The clients of a configuration that is made already, such as a Lambda's. */
export function connectionOf(config: KubeConfig): Connection {
  return {
    context: config.getCurrentContext(),
    config,
    core: config.makeApiClient(CoreV1Api),
    apps: config.makeApiClient(AppsV1Api),
    discovery: config.makeApiClient(DiscoveryV1Api),
    coordination: config.makeApiClient(CoordinationV1Api),
    custom: config.makeApiClient(CustomObjectsApi),
    objects: KubernetesObjectApi.makeApiClient(config),
    version: config.makeApiClient(VersionApi),
  };
}

function load(config: KubeConfig, env: NodeJS.ProcessEnv): void {
  const paths = (env.KUBECONFIG ?? '').split(':').filter(Boolean);
  const files = paths.length > 0 ? paths : [join(env.HOME ?? homedir(), '.kube/config')];
  const [first, ...others] = files.filter((file) => existsSync(file));
  if (first === undefined) throw new InputError(`KUBECONFIG: there is no file ${files.join(' or ')}`);
  read(config, first);
  for (const file of others) {
    const other = new KubeConfig();
    read(other, file);
    config.mergeConfig(other, true);
  }
}

function read(config: KubeConfig, file: string): void {
  try {
    config.loadFromFile(file);
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new InputError(`KUBECONFIG: ${file} is no kubeconfig: ${reason}`);
  }
}

/**
 * The library makes a connection pool for each request, so each pays for a TCP and a TLS handshake. Keys and
 * certificates do not change while a run lasts; tokens are headers, set anew each time.
 */
export class KeptAliveConfig extends KubeConfig {
  readonly #dispatchers = new Map<string, NonNullable<ReturnType<RequestContext['getDispatcher']>>>();

  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    await super.applySecurityAuthentication(context);
    const made = context.getDispatcher();
    if (!made) return;
    const kept = this.#dispatchers.get(this.currentContext);
    if (!kept) {
      this.#dispatchers.set(this.currentContext, made);
      return;
    }
    context.setDispatcher(kept);
    await made.close();
  }
}
