import { appended, describeEdit, type Edit } from '../../infra/support/mistakes.ts';
import { asList, asRecord, at, ofType, type Template } from '../../infra/support/template.ts';
import { ownFunctions } from './least-privilege.ts';
import { rolesOf } from './permissions.ts';
import { Rbac } from './rbac.ts';

/** One right less, or one more, and what a judgement has to name. */
export interface IamMutation {
  readonly what: string;
  readonly edits: readonly Edit[];
  readonly named: string;
}

const added = 'iam:PassRole';

/** Each action of each policy of our functions taken away. */
export function oneActionLess(template: Template): IamMutation[] {
  return statementsOf(template).flatMap(({ resource, path, actions }) =>
    actions.map((action) => {
      const others = actions.filter((one) => one !== action);
      const edit = { resource, path: [...path, 'Action'], value: others };
      return { what: `without ${action}: ${describeEdit(edit)}`, edits: [edit], named: action };
    }),
  );
}

/** An action more in each of their statements, a statement more, and a policy of AWS. */
export function oneActionMore(template: Template): IamMutation[] {
  const statements = statementsOf(template);
  const widened = statements.map(({ resource, path, actions }): Edit => {
    return { resource, path: [...path, 'Action'], value: [...actions, added] };
  });
  const policies = [...new Set(statements.map(({ resource }) => resource))];
  const longer = policies.map((id) =>
    appended(id, resourceOf(template, id), ['PolicyDocument', 'Statement'], {
      Effect: 'Allow',
      Action: added,
      Resource: '*',
    }),
  );
  const administrator = ownRoles(template).map((id) =>
    appended(
      id,
      resourceOf(template, id),
      ['ManagedPolicyArns'],
      'arn:aws:iam::aws:policy/AdministratorAccess',
    ),
  );
  const naming = (named: string) => (edit: Edit) => ({ what: describeEdit(edit), edits: [edit], named });
  return [...[...widened, ...longer].map(naming(added)), ...administrator.map(naming('AdministratorAccess'))];
}

/** Manifests of RBAC with something less, or more, in them. */
export interface RbacMutation {
  readonly what: string;
  readonly manifests: readonly unknown[];
}

/** Each verb, resource and binding taken away; what is lost by it, too. */
export function oneRuleLess(manifests: readonly unknown[], groups: readonly string[]) {
  const all = new Rbac(manifests, groups).unused;
  const lists = rulesOf(manifests).flatMap(({ index, rule, path }) =>
    (['verbs', 'resources'] as const).flatMap((field) =>
      asList(rule[field]).map((value) => ({
        what: `${path} without ${value}`,
        manifests: withRule(manifests, index, {
          ...rule,
          [field]: asList(rule[field]).filter((one) => one !== value),
        }),
      })),
    ),
  );
  const bindings = manifests
    .filter((one) => String(at(one, 'kind')).endsWith('Binding'))
    .map((binding) => ({
      what: `without ${at(binding, 'kind')} in ${at(binding, 'metadata.namespace') ?? 'no namespace'}`,
      manifests: manifests.filter((one) => one !== binding),
    }));
  return [...lists, ...bindings].map((mutation) => {
    const left = new Rbac(mutation.manifests, groups).unused;
    return { ...mutation, lost: all.filter((right) => !left.includes(right)) };
  });
}

/** A verb more in each rule. */
export function oneVerbMore(manifests: readonly unknown[], verb: string): RbacMutation[] {
  return rulesOf(manifests).map(({ index, rule, path }) => ({
    what: `${path} with ${verb}`,
    manifests: withRule(manifests, index, { ...rule, verbs: [...asList(rule.verbs), verb] }),
  }));
}

function ownRoles(template: Template): string[] {
  const roles = rolesOf(template);
  return [...new Set(ownFunctions(template).map((id) => roles.get(id) ?? ''))];
}

function statementsOf(template: Template) {
  const roles = ownRoles(template);
  return ofType(template, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) =>
      asList(Properties?.Roles).some((role) => roles.includes(String(at(role, 'Ref')))),
    )
    .flatMap(([resource, { Properties }]) =>
      asList(at(Properties, 'PolicyDocument.Statement')).map((statement, index) => ({
        resource,
        path: ['Properties', 'PolicyDocument', 'Statement', String(index)],
        actions: asList(at(statement, 'Action')).map(String),
      })),
    );
}

function resourceOf({ Resources }: Template, id: string) {
  const found = Resources[id];
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}

type Place = readonly [manifest: number, rule: number];

function rulesOf(manifests: readonly unknown[]) {
  return manifests.flatMap((one, manifest) =>
    asList(at(one, 'rules')).map((rule, position) => ({
      index: [manifest, position] as Place,
      rule: asRecord(rule),
      path: `${at(one, 'kind')} in ${at(one, 'metadata.namespace') ?? 'no namespace'}, rule ${position}`,
    })),
  );
}

function withRule(manifests: readonly unknown[], [manifest, position]: Place, rule: object): unknown[] {
  return manifests.map((one, index) => {
    if (index !== manifest) return one;
    const rules = asList(at(one, 'rules')).map((old, at) => (at === position ? rule : old));
    return { ...asRecord(one), rules };
  });
}
