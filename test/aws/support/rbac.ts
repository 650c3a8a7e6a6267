import { asList, at } from '../../infra/support/template.ts';

/** One request to the API server, in the words of RBAC. */
export interface Access {
  readonly verb: string;
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** One verb on one resource, and on one name where it is held to names. */
interface Right {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  /** Undefined for all of them. */
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** Judges requests by the roles in a list of manifests that are bound to whoever is in some groups. */
export class Rbac {
  /** All that was asked. */
  readonly asked: Access[] = [];
  readonly #denied = new Set<string>();
  readonly #rights: readonly Right[];
  readonly #used = new Set<Right>();

  constructor(manifests: readonly unknown[], groups: readonly string[]) {
    this.#rights = manifests
      .filter((one) => /^(?:Cluster)?Role$/.test(String(at(one, 'kind'))))
      .filter((role) => manifests.some((one) => binds(one, role, groups)))
      .flatMap(rightsOf);
  }

  allows(access: Access): boolean {
    this.asked.push(access);
    const rights = this.#rights.filter(
      (right) =>
        (right.namespace === undefined || right.namespace === access.namespace) &&
        (right.name === undefined || right.name === access.name) &&
        right.group === access.group &&
        right.resource === access.resource &&
        right.verb === access.verb,
    );
    for (const right of rights) this.#used.add(right);
    if (rights.length === 0) this.#denied.add(describe({ ...access, name: undefined }));
    return rights.length > 0;
  }

  /** Requests that no rule allows: `delete secrets in kube-system`. */
  get denied(): string[] {
    return [...this.#denied].sort();
  }

  /** What a rule allows and nobody asked for. */
  get unused(): string[] {
    return this.#rights
      .filter((right) => !this.#used.has(right))
      .map(describe)
      .sort();
  }
}

/** Whether an object binds a role to one of the groups, in the role's own namespace or everywhere. */
function binds(one: unknown, role: unknown, groups: readonly string[]): boolean {
  return (
    at(one, 'kind') === `${at(role, 'kind')}Binding` &&
    at(one, 'metadata.namespace') === at(role, 'metadata.namespace') &&
    at(one, 'roleRef.kind') === at(role, 'kind') &&
    at(one, 'roleRef.name') === at(role, 'metadata.name') &&
    asList(at(one, 'subjects')).some(
      (subject) => at(subject, 'kind') === 'Group' && groups.includes(String(at(subject, 'name'))),
    )
  );
}

function rightsOf(role: unknown): Right[] {
  const namespace = at(role, 'kind') === 'Role' ? String(at(role, 'metadata.namespace')) : undefined;
  const texts = (value: unknown) => asList(value).map(String);
  return asList(at(role, 'rules')).flatMap((rule) => {
    // An empty list holds the rule to no name.
    const names =
      asList(at(rule, 'resourceNames')).length === 0 ? [undefined] : texts(at(rule, 'resourceNames'));
    return texts(at(rule, 'apiGroups')).flatMap((group) =>
      texts(at(rule, 'resources')).flatMap((resource) =>
        texts(at(rule, 'verbs')).flatMap((verb) =>
          names.map((name) => ({ verb, group, resource, namespace, name })),
        ),
      ),
    );
  });
}

function describe({ verb, resource, namespace, name }: Omit<Right, 'group'>): string {
  const what = name === undefined ? resource : `${resource} ${name}`;
  return `${verb} ${what} ${namespace === undefined ? 'everywhere' : `in ${namespace}`}`;
}
