import { asList, asRecord, type Template } from './template.ts';

/** What CloudFormation will do first and last, read off a template. */
export interface Order {
  /** Whether `later` is created after `earlier`, and so deleted before it. */
  after(later: string, earlier: string): boolean;
  /** Resources that need themselves. */
  readonly cycles: readonly string[];
  /** `Nodes -> NoSuchThing`: references to what is not in the template. */
  readonly dangling: readonly string[];
}

export function orderOf(template: Template): Order {
  const known = new Set(Object.keys(template.Resources));
  const dangling: string[] = [];
  const needs = new Map<string, Set<string>>();
  for (const [id, { Properties, DependsOn }] of Object.entries(template.Resources)) {
    const named = [...asList(DependsOn).map(String), ...references(Properties)];
    const declared = template.Parameters ?? {};
    for (const name of named)
      if (!known.has(name) && !name.startsWith('AWS::') && !Object.hasOwn(declared, name))
        dangling.push(`${id} -> ${name}`);
    needs.set(id, new Set(named.filter((name) => known.has(name))));
  }
  const reachable = new Map([...known].map((id) => [id, reach(id, needs)]));
  return {
    after: (later, earlier) => reachable.get(later)?.has(earlier) ?? false,
    cycles: [...known].filter((id) => reachable.get(id)?.has(id)),
    dangling,
  };
}

/** Logical ids in Ref, Fn::GetAtt and Fn::Sub, however deep. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  return Object.entries(asRecord(value)).flatMap(([key, inner]) => {
    if (key === 'Ref' && typeof inner === 'string') return [inner];
    if (key === 'Fn::GetAtt') return [String(asList(inner)[0]).split('.')[0] ?? ''];
    if (key === 'Fn::Sub') {
      const names = String(asList(inner)[0]).matchAll(/\$\{([A-Za-z0-9:]+)(?:\.[^}]*)?\}/g);
      return [...[...names].map(([, name = '']) => name), ...references(asList(inner)[1])];
    }
    return references(inner);
  });
}

function reach(from: string, needs: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const seen = new Set<string>();
  const open = [...(needs.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(needs.get(next) ?? []));
  }
  return seen;
}
