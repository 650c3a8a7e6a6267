import { asList, asRecord, at, ofType, only, type Resource, type Template } from './template.ts';

/** One realistic mistake in a template, and what finds it: a check of ours by name, or cfn-lint by rule. */
export interface Mistake {
  readonly what: string;
  readonly stack: string;
  readonly foundBy: { readonly check: string } | { readonly rule: string };
  readonly edits: (template: Template) => readonly Edit[];
}

/** A value put at a path inside a resource; undefined takes away what is there. */
export interface Edit {
  readonly resource: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The template with the edits made; the one given stays as it is. */
export function applied(template: Template, edits: readonly Edit[]): Template {
  return { ...template, Resources: edits.reduce(applyOne, template.Resources) };
}

function applyOne(resources: Template['Resources'], { resource, path, value }: Edit): Template['Resources'] {
  const old = resources[resource];
  if (!old) throw new Error(`there is no resource ${resource}`);
  return { ...resources, [resource]: { ...old, ...asRecord(put(old, path, value)) } };
}

function put(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(target)) {
    const index = Number(key);
    return [...target.slice(0, index), put(target[index], rest, value), ...target.slice(index + 1)];
  }
  return { ...asRecord(target), [key]: put(asRecord(target)[key], rest, value) };
}

/** `Nodes.Properties.InstanceTypes = ["m6i.xlargee"]`. */
export function describeEdit({ resource, path, value }: Edit): string {
  return `${[resource, ...path].join('.')} = ${JSON.stringify(value) ?? 'nothing'}`;
}

/** Sets a property of the only resource of a type. */
export function property(type: string, name: string, value: unknown) {
  return (template: Template): Edit[] => [
    { resource: only(template, type).id, path: ['Properties', ...name.split('/')], value },
  ];
}

/** Adds a statement to the policy whose id begins so. */
export function statement(policy: string, added: Readonly<Record<string, unknown>>) {
  return (template: Template): Edit[] => {
    const [id, resource] = first(template, 'AWS::IAM::Policy', policy);
    return [appended(id, resource, ['PolicyDocument', 'Statement'], { Effect: 'Allow', ...added })];
  };
}

/** Adds to the end of a list among a resource's properties. */
export function appended(
  id: string,
  { Properties }: Resource,
  path: readonly string[],
  value: unknown,
): Edit {
  const length = asList(at(Properties, path.join('.'))).length;
  return { resource: id, path: ['Properties', ...path, String(length)], value };
}

/** Takes the dependencies on resources of a type away from one of another type. */
export function withoutDependency(from: string, on: RegExp) {
  return (template: Template): Edit[] =>
    ofType(template, from).map(([resource, { DependsOn }]) => ({
      resource,
      path: ['DependsOn'],
      value: asList(DependsOn).filter((name) => !on.test(String(name))),
    }));
}

export function first(template: Template, type: string, prefix: string) {
  const found = ofType(template, type).find(([id]) => id.startsWith(prefix));
  if (!found) throw new Error(`no ${type} begins with ${prefix}`);
  return found;
}
