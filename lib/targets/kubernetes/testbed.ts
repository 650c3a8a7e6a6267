import { createHash } from 'node:crypto';
import type { ClusterFacts } from '../../domain/datapath/cluster-facts.ts';
import { differencesFrom } from '../../domain/datapath/datapath-proof.ts';
import { foreignDatapath, type Scenario } from '../../domain/scenario.ts';
import type { Testbed } from '../../suite/ports.ts';
import { serviceChain } from '../kube-proxy-names.ts';
import { addressOf } from './addresses.ts';
import type { Commands } from './commands.ts';
import type { Deployment } from './deployment.ts';
import { observeScript, readObservation, type WatchedNode } from './observe.ts';
import { PolicyTrials } from './policy/matrix.ts';
import { removeAll } from './service-objects.ts';
import { measuredPorts, type ServiceModel } from './service-state.ts';
import { setServices } from './services.ts';
import { statedFacts } from './stated-facts.ts';
import { watchedNodes } from './watched-nodes.ts';

/**
 * Joins what is deployed on a cluster to a testbed of one scenario.
 * @throws Error in one line when a node cannot be asked
 */
export async function openTestbed(
  deployment: Deployment,
  commands: Commands,
  facts: ClusterFacts,
  scenario: Scenario,
  signal: AbortSignal,
): Promise<Testbed> {
  const { connection } = deployment;
  const model: ServiceModel = facts.nodes[0]?.['kube-proxy'] === 'absent' ? 'cilium' : 'kube-proxy';
  const chains =
    model === 'kube-proxy'
      ? Object.values(measuredPorts).map((name) => serviceChain({ name, protocol: 'tcp' }))
      : [];
  const { platform, datapath } =
    scenario.name === foreignDatapath.name
      ? { platform: [], datapath: [] }
      : differencesFrom(scenario, facts);
  const policies = new PolicyTrials(deployment, facts, scenario.name);
  let nodes: readonly WatchedNode[] | undefined = await watchedNodes(deployment, facts, signal);
  let watched = identityOf(deployment);
  const clients = () => deployment.placement().client.metadata?.name ?? '';
  return {
    get id() {
      return identityOf(deployment);
    },
    scenario,
    facts: statedFacts(facts, platform),
    mismatches: datapath,
    exec: (invocation, stop) => commands.run(invocation, stop),
    address: (endpoint) => addressOf(endpoint, deployment.pods, deployment.services, deployment.trouble),
    async setServices(count, _place, stop) {
      const podAddress = deployment.pods.addressOf('fortio-server');
      if (podAddress === undefined) throw new Error(deployment.whyNot('fortio-server'));
      const ask = (script: Parameters<Deployment['ask']>[1], until: AbortSignal) =>
        deployment.ask(clients(), script, until);
      return setServices({ connection, model, podAddress, ask }, count, stop);
    },
    async observe() {
      await deployment.refresh();
      if (identityOf(deployment) !== watched) {
        // Only when what takes its place is there the block can begin again.
        await deployment.untilReady(signal);
        watched = identityOf(deployment);
        nodes = undefined;
      }
      nodes ??= await watchedNodes(deployment, facts, signal);
      const answers = await Promise.all(
        nodes.map((node) => deployment.ask(node.name, observeScript(node, chains), signal)),
      );
      return readObservation(nodes, answers);
    },
    tryPolicy: (id, stop) => policies.execute(id, stop),
    async [Symbol.asyncDispose]() {
      await removeAll(connection);
    },
  };
}

function identityOf({ pods }: Deployment): string {
  return createHash('sha256').update(pods.identities.join('\n')).digest('hex').slice(0, 16);
}
