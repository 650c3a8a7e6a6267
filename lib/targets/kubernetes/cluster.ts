import type { V1Node, V1Pod } from '@kubernetes/client-node';
import { knownCnis } from '../../domain/datapath/cluster-facts.ts';
import { InputError } from '../../domain/input-error.ts';
import { apiReason, codeOf } from './api-error.ts';
import type { Connection } from './connection.ts';

const system = 'kube-system';

/** What is read of a cluster outside of the benchmark's namespace: named objects of kube-system, and nodes. */
export interface ClusterObjects {
  readonly version: string;
  readonly nodes: readonly V1Node[];
  readonly systemPods: readonly V1Pod[];
  readonly cnis: readonly string[];
  readonly awsNode?: { readonly networkPolicy: boolean };
  readonly ciliumConfig?: Readonly<Record<string, string>>;
}

/** @throws InputError when something may not be read */
export async function readCluster({ core, apps, version, context }: Connection): Promise<ClusterObjects> {
  try {
    const [code, nodes, pods, daemonSets, config] = await Promise.all([
      version.getCode(),
      core.listNode(),
      core.listNamespacedPod({ namespace: system }),
      apps.listNamespacedDaemonSet({ namespace: system }),
      core.readNamespacedConfigMap({ namespace: system, name: 'cilium-config' }).catch((error: unknown) => {
        if (codeOf(error) === 404) return undefined;
        throw error;
      }),
    ]);
    const names = daemonSets.items.flatMap(({ metadata }) => metadata?.name ?? []);
    const awsNode = daemonSets.items.find(({ metadata }) => metadata?.name === 'aws-node');
    return {
      version: code.gitVersion,
      nodes: nodes.items,
      systemPods: pods.items,
      cnis: knownCnis.filter((name) => names.includes(name)),
      ...(awsNode && { awsNode: { networkPolicy: enforces(awsNode.spec?.template.spec?.containers) } }),
      ...(config && { ciliumConfig: config.data ?? {} }),
    };
  } catch (error) {
    throw new InputError(`--context: ${context} cannot be read: ${apiReason(error)}`, {
      cause: error,
    });
  }
}

/** The add-on always brings the agent's container, and tells it by a flag whether to enforce. */
function enforces(containers: readonly { name: string; args?: string[] }[] | undefined): boolean {
  const agent = containers?.find(({ name }) => name === 'aws-eks-nodeagent');
  return agent?.args?.includes('--enable-network-policy=true') === true;
}

/** EKS marks the nodes of its nodegroups, and their ids name EC2 instances. */
export function isEks(nodes: readonly V1Node[]): boolean {
  return (
    nodes.length > 0 &&
    nodes.every(
      ({ spec, metadata }) =>
        spec?.providerID?.startsWith('aws://') === true &&
        Object.keys(metadata?.labels ?? {}).some((label) => label.startsWith('eks.amazonaws.com/')),
    )
  );
}
