import { RemovalPolicies, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct, IDependable } from 'constructs';
import { coreDnsValues } from '../../charts/values/coredns.ts';
import { clusterNameOf, resultsBucketParameter } from '../domain/aws-names.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import type { Scenario } from '../domain/scenario.ts';
import { timeToLiveHours } from '../domain/time-to-live.ts';
import { Addon } from './addon.ts';
import { BenchmarkStages } from './benchmark-stages.ts';
import { Cluster } from './cluster.ts';
import { CniInstall } from './cni-install.ts';
import { deploymentRecord } from './deployment-record.ts';
import { EniSweeper } from './eni-sweeper.ts';
import { Network } from './network.ts';
import { Nodes } from './nodes.ts';
import { digestOf, whatIsMeasured } from './run-digests.ts';
import { TimeToLive } from './time-to-live.ts';
import { Workloads } from './workloads.ts';

export interface ScenarioStackProps extends StackProps {
  readonly scenario: Scenario;
  readonly config: DeploymentConfig;
}

/** What the benchmark stages of a scenario are built on. */
export interface BenchmarkSite {
  readonly cluster: Cluster;
  /** Resolved by CloudFormation when the stack is deployed. */
  readonly resultsBucketName: string;
  /** What is measured; a stage depends on it and so is gone before it. */
  readonly ready: IDependable;
}

/**
 * One scenario, self-contained and made to be destroyed. Created from top to bottom and deleted from bottom to
 * top; the order is what keeps nodes from failing without a CNI, and the VPC from being held by what a CNI left.
 */
export class ScenarioStack extends Stack {
  /** Where the benchmark stages attach. */
  readonly benchmarkSite: BenchmarkSite;

  constructor(scope: Construct, id: string, { scenario, config, ...props }: ScenarioStackProps) {
    super(scope, id, {
      ...props,
      description: `eks-cni-bench, scenario ${scenario.name}: ${scenario.title}`,
    });
    const resultsBucketName = StringParameter.valueForStringParameter(this, resultsBucketParameter);
    const record = deploymentRecord(this, 'Deployment', { scenario, config, resultsBucketName });
    const timeToLive = new TimeToLive(this, 'TimeToLive', {
      hours: config.ttlHours ?? timeToLiveHours(config.profile),
      ...(config.stages && { measures: digestOf(JSON.stringify(whatIsMeasured(scenario, config))) }),
    });
    const network = new Network(this, 'Network', config);
    network.vpc.node.addDependency(record, timeToLive.schedule);
    const cluster = new Cluster(this, 'Cluster', {
      ...config,
      clusterName: clusterNameOf(scenario),
      network,
    });
    const sweeper = new EniSweeper(this, 'EniSweeper', network.vpc);
    sweeper.resource.node.addDependency(cluster.controlPlane);
    const cni = new CniInstall(this, 'Cni', { ...config, scenario, cluster, network, sweeper });
    const nodes = new Nodes(this, 'Nodes', { ...config, scenario, cluster, network, after: cni });
    const dns = new Addon(this, 'CoreDns', {
      cluster,
      addons: config.addons,
      name: 'coredns',
      values: coreDnsValues,
    });
    // Without nodes it would stay DEGRADED and time out.
    dns.node.addDependency(nodes);
    const workloads = new Workloads(this, 'Workloads', { ...config, scenario, cluster });
    workloads.node.addDependency(dns);
    this.benchmarkSite = { cluster, resultsBucketName, ready: workloads };
    if (config.stages) new BenchmarkStages(this, 'Benchmark', { scenario, config, site: this.benchmarkSite });

    RemovalPolicies.of(this).destroy();
    Tags.of(this).add('cni-bench:project', 'eks-cni-bench');
    Tags.of(this).add('cni-bench:scenario', scenario.name);
  }
}
