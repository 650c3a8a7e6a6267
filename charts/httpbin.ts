import type { Construct } from 'constructs';
import { measuredResources, unprivileged, unprivilegedPod, untilItListens } from './container.ts';
import { addDeployment, addService } from './deployment.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

const port = 80;

/**
 * The published HTTP server: two replicas of httpbin on gunicorn, as its image starts it. Both stand on the
 * servers' node, so a request crosses the same two nodes whichever replica answers.
 */
export class HttpbinChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    addDeployment(
      this,
      {
        name: 'httpbin',
        side: 'server',
        replicas: 2,
        // Port 80 without root: a sysctl of the pod's own network, safe by Kubernetes' list.
        securityContext: {
          ...unprivilegedPod,
          sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: String(port) }],
        },
        containers: [
          {
            name: 'httpbin',
            image: options.images.httpbin,
            ports: [{ name: 'http', containerPort: port }],
            startupProbe: untilItListens(port),
            resources: measuredResources,
            securityContext: unprivileged,
            // gunicorn keeps its workers' heartbeat in a file.
            volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          },
        ],
        volumes: [{ name: 'tmp', emptyDir: { medium: 'Memory' } }],
      },
      options,
    );
    addService(this, 'httpbin', 'httpbin', [{ name: 'http', port, targetPort: port }]);
  }
}
