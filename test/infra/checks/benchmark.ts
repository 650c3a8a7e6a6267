import { stageIds } from '../../../lib/domain/stage.ts';
import { orderOf } from '../support/order.ts';
import { asList, at, ofType, type Resource, type Template } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

/** The benchmark of a scenario: its stages one after the other, each with its hour, and no right too many. */
export const benchmark: Check = {
  name: 'benchmark',
  problems(template, scenario) {
    if (!scenario) return [];
    const { after } = orderOf(template);
    const stages = ofType(template, 'Custom::Stage');
    const idOf = (stage: string) =>
      stages.find(([, one]) => at(one, 'Properties.Stage') === stage)?.[0] ?? '';
    return [
      ...unmet(
        ['one run', ofType(template, 'Custom::BeginRun').length === 1],
        ['one end', ofType(template, 'Custom::FinishRun').length === 1],
        ['five stages', stages.length === stageIds.length],
      ),
      ...stageIds
        .slice(1)
        .flatMap((stage, index) =>
          unmet([`${stage} after ${stageIds[index]}`, after(idOf(stage), idOf(stageIds[index] ?? ''))]),
        ),
      ...stages.flatMap(([id, { Properties }]) =>
        unmet([`${id}: an hour`, Number(Properties?.ServiceTimeout) === 3600]),
      ),
      ...rolesOf(template).flatMap(([id, allowed]) =>
        unmet([`${id}: no other right than its own, not ${JSON.stringify(allowed)}`, isOwn(allowed)]),
      ),
    ];
  },
};

type Allowed = readonly (readonly [action: string, resource: string])[];

/** What the handlers' own roles may do, less what AWS's policy for logs gives them. */
function rolesOf(template: Template): [id: string, allowed: Allowed][] {
  return ofType(template, 'AWS::IAM::Policy')
    .filter(([id]) => /^Benchmark(?:Measuring|Publishing)Role/.test(id))
    .map(([id, policy]) => [id, allowedBy(policy)]);
}

function allowedBy({ Properties }: Resource): Allowed {
  return asList(at(Properties, 'PolicyDocument.Statement')).flatMap((statement) =>
    asList(at(statement, 'Action')).flatMap((action) =>
      asList(at(statement, 'Resource')).map((resource) => [String(action), textOf(resource)] as const),
    ),
  );
}

const ownRights = [
  /^s3:(?:Get|Put)Object arn:aws:s3:::<SsmParameterValuecnibenchresultsbucket\w+>\/runs\/\*$/,
  /^s3:ListBucket arn:aws:s3:::<SsmParameterValuecnibenchresultsbucket\w+>$/,
  /^ssm:(?:Get|Put)Parameter arn:aws:ssm:[a-z0-9-]+:<AWS::AccountId>:parameter\/cni-bench\/\w+\/latest$/,
];

function isOwn(allowed: Allowed): boolean {
  return allowed.every(([action, resource]) =>
    ownRights.some((right) => right.test(`${action} ${resource}`)),
  );
}

/** An ARN with its references in angles. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return asList(asList(at(value, 'Fn::Join'))[1])
    .map((part) => (typeof part === 'string' ? part : `<${at(part, 'Ref')}>`))
    .join('')
    .replace('<AWS::Partition>', 'aws');
}
