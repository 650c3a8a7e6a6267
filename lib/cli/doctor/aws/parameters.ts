import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm';
import { resultsBucketParameter, resultsStackId } from '../../../domain/aws-names.ts';
import type { Finding } from '../finding.ts';
import { orUnknown } from './trouble.ts';

/** Where the bootstrap stack says its version; `hnb659fds` is CDK's own qualifier. */
const bootstrapParameter = '/cdk-bootstrap/hnb659fds/version';

/** The synthesizer of aws-cdk-lib 2 refuses older ones when a stack is deployed. */
const oldestBootstrap = 6;

export function inspectBootstrap(ssm: SSMClient, account: string, region: string): Promise<Finding> {
  const id = 'bootstrap';
  const purpose = 'cdk deploy';
  return orUnknown(id, purpose, async () => {
    const remedy = `npx cdk bootstrap aws://${account}/${region}`;
    const version = await parameterValue(ssm, bootstrapParameter);
    if (version === undefined) return { id, state: 'blocking', purpose, found: 'none', remedy };
    const found = `version ${version}`;
    if (Number(version) >= oldestBootstrap) return { id, state: 'ok', purpose, found };
    return { id, state: 'blocking', purpose, found: `${found}, older than ${oldestBootstrap}`, remedy };
  });
}

export function inspectResults(ssm: SSMClient): Promise<Finding> {
  const id = 'results';
  const purpose = 'keeps what is measured; without it a scenario fails at once';
  return orUnknown(id, purpose, async () => {
    const found = await parameterValue(ssm, resultsBucketParameter);
    if (found !== undefined) return { id, state: 'ok', purpose, found };
    return { id, state: 'missing', purpose, remedy: `npx cdk deploy ${resultsStackId}` };
  });
}

async function parameterValue(ssm: SSMClient, name: string): Promise<string | undefined> {
  try {
    const { Parameter: parameter } = await ssm.send(new GetParameterCommand({ Name: name }));
    return parameter?.Value;
  } catch (error) {
    if (error instanceof ParameterNotFound) return undefined;
    throw error;
  }
}
