import type { Construct } from 'constructs';
import { idle, measuredResources, unprivileged } from './container.ts';
import { addDeployment } from './deployment.ts';
import { Workload, type WorkloadOptions } from './workload.ts';

/** dnsperf, and the C library's getent for the published method, in a pod with the cluster's resolv.conf. */
export class DnsClientChart extends Workload {
  constructor(scope: Construct, id: string, options: WorkloadOptions) {
    super(scope, id);
    addDeployment(
      this,
      {
        name: 'dns-client',
        side: 'client',
        containers: [
          {
            name: 'dnsperf',
            image: options.images.dnsperf,
            command: idle,
            resources: measuredResources,
            securityContext: unprivileged,
          },
        ],
      },
      options,
    );
  }
}
