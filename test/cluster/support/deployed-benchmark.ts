import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { connectToEks } from '../../../lib/handler/cluster-access.ts';
import { s3Client, ssmClient } from '../../../lib/results/aws-clients.ts';
import type { S3Bucket } from '../../../lib/results/s3-objects.ts';
import type { Connection } from '../../../lib/targets/kubernetes/connection.ts';
import { environmentOf, region } from '../../aws/support/environment.ts';
import { bucket, startMoto } from '../../aws/support/moto.ts';
import { startProxy } from '../../aws/support/proxy.ts';
import { openSite, type Site } from '../../aws/support/site.ts';
import { BenchmarkStack } from './benchmark-stack.ts';
import {
  clusterName,
  type FunctionName,
  type HandledCluster,
  scenario,
  startHandledCluster,
} from './handled-cluster.ts';
import type { Instance } from './test-bed.ts';
import { Trouble } from './trouble.ts';

/** All attempts of the waiter together: as long as a stage takes here, and a lease that nobody gives back. */
const waiterPauseMillis = 2000;

/** A scenario as it is deployed: CloudFormation and its functions, the versioned bucket behind them, the cluster. */
export interface DeployedBenchmark extends AsyncDisposable {
  readonly site: Site;
  readonly stack: BenchmarkStack;
  readonly handled: HandledCluster;
  readonly trouble: Trouble;
  readonly place: S3Bucket;
  readonly ssm: ReturnType<typeof ssmClient>;
  /** The cluster's API by the role of a function. */
  connectionAs(name: FunctionName, cluster?: string): Connection;
  /** Asks for a resource that was created once more, as a waiter that comes late. */
  late(what: string): Promise<boolean>;
  /** Names of the Services that the run has made and not removed. */
  scaled(): Promise<string[]>;
  /** Names of the policies that it has made and not removed. */
  policies(): Promise<string[]>;
}

/**
 * @param moto its server's program
 * @param settings of the run, as `-c` gives them
 */
export async function deployBenchmark(
  moto: string,
  { folder, instance, settings }: { folder: string; instance: Instance; settings: Record<string, string> },
): Promise<DeployedBenchmark> {
  await using undo = new AsyncDisposableStack();
  const { endpoint, stop } = await startMoto(moto);
  undo.defer(stop);
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    environmentOf(endpoint);
  const given = { region, endpoint, credentials: { accessKeyId, secretAccessKey } };
  const place = { client: s3Client(given), bucket };
  await makeBucket(place);
  const trouble = new Trouble();
  const proxy = undo.use(await startProxy(endpoint, (asked) => trouble.judge(asked)));
  const site = undo.use(await openSite(scenario, { pauseMillis: waiterPauseMillis }));
  const handled = undo.use(
    await startHandledCluster(site, { instance, folder, moto: endpoint, aws: proxy.endpoint }),
  );
  const stack = new BenchmarkStack(site, settings);
  const names = async (...query: readonly string[]) =>
    (await handled.cluster.kubectl('get', '-o', 'name', ...query)).split('\n').filter(Boolean);
  const closing = undo.move();
  return {
    site,
    stack,
    handled,
    trouble,
    place,
    ssm: ssmClient(given),
    connectionAs(name, cluster = clusterName) {
      const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = handled.roles[name];
      return connectToEks({
        clusterName: cluster,
        region,
        stsHost: `sts.${region}.amazonaws.com`,
        endpoint: handled.endpoint,
        certificateAuthority: handled.certificateAuthority,
        credentials: async () => ({
          accessKeyId: AWS_ACCESS_KEY_ID,
          secretAccessKey: AWS_SECRET_ACCESS_KEY,
          sessionToken: AWS_SESSION_TOKEN,
        }),
      });
    },
    async late(what) {
      const { id } = stack.resource(what);
      const waiting = site.provider.waited.findLast(
        ({ RequestType, LogicalResourceId }) => RequestType === 'Create' && LogicalResourceId === id,
      );
      if (!waiting) throw new Error(`nobody has waited for ${what}`);
      return site.provider.isComplete(waiting);
    },
    scaled: () => names('services', '-n', 'bench', '-l', 'cni-bench/service-scale'),
    policies: () => names('networkpolicies', '--all-namespaces'),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** With versions, as the stack `Results` has it: what is written over something else is seen afterwards. */
async function makeBucket({ client, bucket: Bucket }: S3Bucket): Promise<void> {
  const CreateBucketConfiguration = { LocationConstraint: region } as const;
  await client.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
}
