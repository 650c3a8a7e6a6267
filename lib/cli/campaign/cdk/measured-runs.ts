import { relative } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { runOutput } from '../../../domain/aws-names.ts';
import { parseDeploymentConfig } from '../../../domain/deployment-config.ts';
import { fetchedFolder, fetchRun } from '../../../results/fetch-run.ts';
import { exists } from '../../../results/folders.ts';
import { onAws } from '../../aws/session.ts';
import type { MeasuredRuns } from '../ports.ts';
import { naming } from './naming.ts';
import { outputOf } from './stacks.ts';

/**
 * The runs that stacks measured while they were created, copied from the bucket of results.
 * @param context of the CDK app
 * @param results where runs are kept
 */
export function measuredRuns(
  context: Readonly<Record<string, string>>,
  results: string,
  cwd: string,
): MeasuredRuns {
  const { region } = parseDeploymentConfig(context);
  return {
    // What a stack measures is part of its creation, which has ended then.
    awaitRun: async () => undefined,
    fetchRun: ({ stack }) =>
      naming(async () => {
        const client = new CloudFormationClient({ region });
        try {
          const runId = await outputOf(client, stack, runOutput);
          // A stack may be deployed without its stages.
          if (runId === undefined) return 'nothing was measured';
          const folder = fetchedFolder(results, runId);
          if (!(await exists(folder)))
            await onAws({ region }, async (session) =>
              fetchRun({ ...(await session.bucket()), runId }, results),
            );
          return relative(cwd, folder);
        } finally {
          client.destroy();
        }
      }),
  };
}
