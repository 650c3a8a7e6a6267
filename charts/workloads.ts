import { App, type Chart, YamlOutputType } from 'cdk8s';
import type { Construct } from 'constructs';
import { DnsClientChart } from './dns-client.ts';
import { FortioChart } from './fortio.ts';
import { HostControlsChart } from './host-controls.ts';
import { HttpbinChart } from './httpbin.ts';
import { Iperf3Chart } from './iperf3.ts';
import { NamespaceChart } from './namespace.ts';
import { NodeInspectorChart } from './node-inspector.ts';
import { OtherNamespaceChart, PolicyPodsChart } from './policy-pods.ts';
import type { WorkloadOptions } from './workload.ts';

type WorkloadChart = new (scope: Construct, id: string, options: WorkloadOptions) => Chart;

/** A new workload is one file and one entry here. The first has the server that the others follow to its node. */
const workloads: readonly (readonly [id: string, WorkloadChart])[] = [
  ['fortio', FortioChart],
  ['httpbin', HttpbinChart],
  ['iperf3', Iperf3Chart],
  ['dns-client', DnsClientChart],
  ['host-controls', HostControlsChart],
  ['node-inspector', NodeInspectorChart],
  ['policy-pods', PolicyPodsChart],
  ['other-namespace', OtherNamespaceChart],
];

/** All workloads, the namespaces first; they are the same in every scenario, or the comparison would be of them. */
export function workloadCharts(scope: Construct, options: WorkloadOptions): Chart[] {
  return [
    new NamespaceChart(scope, 'namespace', options),
    ...workloads.map(([id, Workload]) => new Workload(scope, id, options)),
  ];
}

/** The workloads as `kubectl apply -f -` takes them. */
export function workloadManifests(options: WorkloadOptions): string {
  const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_APP });
  workloadCharts(app, options);
  return app.synthYaml();
}
