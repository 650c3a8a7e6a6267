import { Aws, CfnOutput, type CustomResource, Duration } from 'aws-cdk-lib';
import { OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { runOutput } from '../domain/aws-names.ts';
import {
  bucketVariable,
  clusterVariables,
  type FinishRunProperties,
  resourceLimitSeconds,
  type StageProperties,
} from '../domain/benchmark-resources.ts';
import type { DeploymentConfig } from '../domain/deployment-config.ts';
import type { Scenario } from '../domain/scenario.ts';
import { stageIds } from '../domain/stage.ts';
import { acknowledge, finding } from './acknowledge.ts';
import { HandlerFunction, type HandlerFunctionProps } from './handler-function.ts';
import { publishingRole, runsRole } from './handler-roles.ts';
import { MeasuringAccess } from './measuring-access.ts';
import { whatIsMeasured } from './run-digests.ts';
import type { BenchmarkSite } from './scenario-stack.ts';
import { WaitedProvider } from './waited-provider.ts';

export interface BenchmarkStagesProps {
  readonly scenario: Scenario;
  readonly config: DeploymentConfig;
  readonly site: BenchmarkSite;
}

/** All of Lambda's time; handlers end by themselves before that. */
const handlerTimeout = Duration.minutes(15);
const shortLimit = Duration.minutes(30);

/** With the SDK, so that what was tested is what runs; the one of the runtime is another. */
const bundling = {
  format: OutputFormat.ESM,
  target: 'node24',
  minify: true,
  bundleAwsSDK: true,
  // Bundled CommonJS calls require(), which an ES module does not have.
  banner:
    "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
};

/** Measures a scenario while it is deployed: begins a run, measures its stages one after the other, ends it. */
export class BenchmarkStages extends Construct {
  constructor(scope: Construct, id: string, props: BenchmarkStagesProps) {
    super(scope, id);
    const { scenario, config, site } = props;
    const role = runsRole(this, 'MeasuringRole', site.resultsBucketName);
    const access = new MeasuringAccess(this, 'Access', { cluster: site.cluster, scenario, role });
    access.node.addDependency(site.ready);
    const onEvent = new HandlerFunction(this, 'OnEvent', {
      file: 'on-event.ts',
      description: 'Notes when a part of the benchmark was asked for',
      timeout: Duration.seconds(30),
    });
    const provider = (name: string, limit: Duration, handler: Omit<HandlerFunctionProps, 'timeout'>) =>
      new WaitedProvider(this, `${name}Provider`, {
        onEvent,
        isComplete: new HandlerFunction(this, name, { ...handler, timeout: handlerTimeout, bundling }),
        limit,
      });
    const measuring = { role, memorySize: 1024, ...this.atTheCluster(props) };
    const beginProvider = provider('BeginRun', shortLimit, {
      file: 'begin-run.ts',
      description: 'Begins a run of the benchmark',
      ...measuring,
    });
    const stageProvider = provider('Stage', Duration.seconds(resourceLimitSeconds), {
      file: 'stage.ts',
      description: 'Measures a stage of the benchmark',
      ...measuring,
    });
    const finishProvider = provider('FinishRun', shortLimit, {
      file: 'finish-run.ts',
      description: 'Ends a run of the benchmark: report, manifest, latest run',
      memorySize: 1024,
      role: publishingRole(this, 'PublishingRole', site.resultsBucketName, scenario),
      environment: { [bucketVariable]: site.resultsBucketName },
    });

    const begin = beginProvider.resource(this, 'Begin', 'Custom::BeginRun', {
      ...whatIsMeasured(scenario, config),
    });
    begin.node.addDependency(access);
    const run = { RunId: begin.getAttString('RunId'), BegunAt: begin.getAttString('BegunAt') };
    let last: CustomResource = begin;
    for (const stage of stageIds) {
      const properties = { ...run, Stage: stage } satisfies StageProperties;
      const resource = stageProvider.resource(this, `Stage-${stage}`, 'Custom::Stage', properties);
      // Also for the permission to clean up when it is deleted.
      resource.node.addDependency(last, access);
      last = resource;
    }
    const finish = finishProvider.resource(this, 'Finish', 'Custom::FinishRun', {
      ...run,
    } satisfies FinishRunProperties);
    finish.node.addDependency(last);
    // For those who fetch what this deployment measured, and not the latest of its scenario.
    const output = new CfnOutput(this, 'Run', { value: run.RunId, description: 'What was measured' });
    output.overrideLogicalId(runOutput);
  }

  /** What a handler needs that speaks to the API server, from inside the VPC where it is closed to the world. */
  private atTheCluster({ config, site }: BenchmarkStagesProps) {
    const { eks } = site.cluster;
    const environment = {
      [bucketVariable]: site.resultsBucketName,
      [clusterVariables.clusterName]: eks.clusterName,
      [clusterVariables.endpoint]: eks.clusterEndpoint,
      [clusterVariables.certificateAuthority]: eks.clusterCertificateAuthorityData,
      [clusterVariables.stsHost]: `sts.${Aws.REGION}.${Aws.URL_SUFFIX}`,
    };
    if (config.endpointCidrs.length === 0) return { environment };
    acknowledge(
      this,
      'What AWS has for functions in a VPC',
      finding.managedPolicy('service-role/AWSLambdaVPCAccessExecutionRole'),
    );
    return {
      environment,
      vpc: eks.vpc,
      vpcSubnets: { subnets: eks.vpc.privateSubnets },
      securityGroups: [eks.clusterSecurityGroup],
    };
  }
}
