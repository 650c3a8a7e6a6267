import type { k8s } from 'cdk8s-plus-31';
import type { Construct } from 'constructs';
import { idle, limitedResources, unprivileged, untilItListens } from './container.ts';
import { addDeployment } from './deployment.ts';
import { fortioServer } from './fortio.ts';
import { otherNamespace } from './labels.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

/** The pods of the policy matrix, by the names that its cases have for them. */
export const policyPods = {
  server: 'policy-server',
  allowed: 'policy-allowed',
  denied: 'policy-denied',
  other: 'policy-other',
} as const;

/** The container in which attempts are made. */
export const policyClient = 'client';

/** Where servers of the matrix listen; both answer HTTP. `https` is for names outside of the cluster. */
export const policyPorts = { http: 8080, second: 8081, https: 443 } as const;

/**
 * Clients and a server of the policy matrix. They are pods of their own: no policy selects a measured pod, for a
 * policy changes the path of the packets that it looks at. Deployments, because the VPC CNI's agent knows no
 * other pods. The policies themselves come and go with the cases of a run.
 */
export class PolicyPodsChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    const { server, allowed, denied } = policyPods;
    const containers = [serverOn('http', options), serverOn('second', options)];
    addDeployment(this, { name: server, side: 'server', containers }, options);
    for (const name of [allowed, denied])
      addDeployment(this, { name, side: 'client', containers: [client(options)] }, options);
  }
}

/** The pod in the other namespace: a client, and a server that a policy of all its pods meets alone. */
export class OtherNamespaceChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id, otherNamespace);
    const containers = [serverOn('http', options), client(options)];
    addDeployment(this, { name: policyPods.other, side: 'client', containers }, options);
  }
}

function serverOn(port: 'http' | 'second', { images }: WorkloadOptions): k8s.Container {
  return {
    name: port,
    image: images.fortio,
    args: fortioServer({ http: policyPorts[port], tcpEcho: 'disabled' }),
    startupProbe: untilItListens(policyPorts[port]),
    resources: limitedResources,
    securityContext: unprivileged,
  };
}

/** With a shell and curl, both of which Fortio's image lacks. */
function client({ images }: WorkloadOptions): k8s.Container {
  return {
    name: policyClient,
    image: images.inspector,
    command: idle,
    resources: limitedResources,
    securityContext: unprivileged,
  };
}
