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

interface Rule {
  readonly namespace: string | undefined;
  readonly groups: readonly unknown[];
  readonly resources: readonly unknown[];
  readonly verbs: readonly unknown[];
  readonly names: readonly unknown[];
}

/** Judges requests by the roles in a list of manifests, as if all were bound to whoever asks. */
export class Rbac {
  /** Requests that no rule allows: `delete secrets in kube-system`. */
  readonly denied: string[] = [];
  readonly #rules: readonly Rule[];
  readonly #used = new Set<string>();

  constructor(manifests: readonly unknown[]) {
    this.#rules = manifests
      .filter((one) => /^(?:Cluster)?Role$/.test(String(at(one, 'kind'))))
      .flatMap((role) =>
        asList(at(role, 'rules')).map((rule) => ({
          namespace: at(role, 'kind') === 'Role' ? String(at(role, 'metadata.namespace')) : undefined,
          groups: asList(at(rule, 'apiGroups')),
          resources: asList(at(rule, 'resources')),
          verbs: asList(at(rule, 'verbs')),
          names: asList(at(rule, 'resourceNames')),
        })),
      );
  }

  allows(access: Access): boolean {
    const { verb, group, resource, namespace, name } = access;
    const rules = this.#rules.filter(
      (rule) =>
        (rule.namespace === undefined || rule.namespace === namespace) &&
        rule.groups.includes(group) &&
        rule.resources.includes(resource) &&
        rule.verbs.includes(verb) &&
        (rule.names.length === 0 || rule.names.includes(name)),
    );
    for (const rule of rules) this.#used.add(keyOf(verb, resource, rule.namespace));
    if (rules.length === 0) this.denied.push(keyOf(verb, resource, namespace));
    return rules.length > 0;
  }

  /** What a rule allows and nobody asked for. */
  get unused(): string[] {
    return this.#rules
      .flatMap(({ verbs, resources, namespace }) =>
        verbs.flatMap((verb) => resources.map((resource) => keyOf(verb, resource, namespace))),
      )
      .filter((key) => !this.#used.has(key))
      .sort();
  }
}

function keyOf(verb: unknown, resource: unknown, namespace: string | undefined): string {
  return `${verb} ${resource} ${namespace === undefined ? 'everywhere' : `in ${namespace}`}`;
}
