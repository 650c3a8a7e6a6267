import { allowing, describeGrant, type Grant, grantsIn } from '../../infra/support/iam.ts';
import { textOf } from '../../infra/support/intrinsics.ts';
import { asList, asRecord, at, ofType, type Template } from '../../infra/support/template.ts';
import type { Call } from './aws-calls.ts';

/** What CloudFormation puts in the place of a reference, as in `textOf`. */
export type Known = (reference: string) => string | undefined;

/** What was asked and not allowed, and what is allowed and was not asked: one line each. */
export interface Judgement {
  readonly missing: readonly string[];
  readonly unused: readonly string[];
}

/** Policies of AWS's own that a function may have, with what they are for. Its calls rest on none of them. */
const awsPolicies: ReadonlyMap<string, string> = new Map([
  ['service-role/AWSLambdaBasicExecutionRole', 'Lambda itself writes the log by it'],
  ['service-role/AWSLambdaVPCAccessExecutionRole', 'Lambda itself makes the network interfaces by it'],
]);

/** By logical id of a function: that of its role. */
export function rolesOf(template: Template): ReadonlyMap<string, string> {
  return new Map(
    ofType(template, 'AWS::Lambda::Function').map(([id, { Properties }]) => [
      id,
      String(asList(at(Properties, 'Role.Fn::GetAtt'))[0]),
    ]),
  );
}

/**
 * Holds the calls of some functions against the policies of their roles.
 * @param functions their logical ids; roles of others are not looked at
 */
export function judgeCalls(
  template: Template,
  functions: readonly string[],
  calls: readonly Call[],
  known: Known,
): Judgement {
  const roles = rolesOf(template);
  const grants = new Map(
    functions.map((id) => roles.get(id) ?? '').map((role) => [role, grantsOf(template, role, known)]),
  );
  const used = new Set<Grant>();
  const missing = new Set<string>();
  for (const { caller, accesses } of calls)
    for (const access of accesses) {
      const found = allowing(grants.get(roles.get(caller) ?? '') ?? [], access);
      for (const grant of found) used.add(grant);
      if (found.length === 0)
        missing.add(`${nameOf(caller)}: ${access.action} on ${withoutNames(access.resource)}`);
    }
  const unused = [...grants].flatMap(([role, own]) =>
    own.filter((grant) => !used.has(grant)).map((grant) => `${nameOf(role)}: ${describeGrant(grant)}`),
  );
  const foreign = [...grants.keys()].flatMap((role) =>
    managedBy(template, role).map((policy) => `${nameOf(role)}: all of ${policy}`),
  );
  return { missing: [...missing].sort(), unused: [...unused, ...foreign].sort() };
}

/** Of all policies that name a role, and of those inside it; none where a boundary limits them, which is not judged. */
function grantsOf(template: Template, role: string, known: Known): Grant[] {
  const own = template.Resources[role]?.Properties;
  if (own?.PermissionsBoundary !== undefined) return [];
  const attached = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => ofType(template, type))
    .flatMap(([, { Properties }]) =>
      asList(Properties?.Roles).some((one) => at(one, 'Ref') === role) ? [Properties] : [],
    );
  return [...attached, ...asList(own?.Policies)].flatMap((policy) =>
    grantsIn(asRecord(policy).PolicyDocument, known),
  );
}

/** The policies of AWS that a role has and that no function of ours may have. */
function managedBy(template: Template, role: string): string[] {
  return asList(template.Resources[role]?.Properties?.ManagedPolicyArns)
    .map(
      (arn) => textOf(arn, (name) => (name === 'AWS::Partition' ? 'aws' : undefined)) ?? 'an unknown policy',
    )
    .map((arn) => arn.replace('arn:aws:iam::aws:policy/', ''))
    .filter((name) => !awsPolicies.has(name));
}

/** Without the digest that CDK puts at its end. */
export function nameOf(id: string): string {
  return id.replace(/[0-9A-F]{8}$/, '');
}

/** Of the objects of a run one stands for all. */
function withoutNames(resource: string): string {
  return resource.replace(/\/runs\/.+$/, '/runs/...');
}
