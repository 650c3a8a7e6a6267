/** One setting of a chart or an add-on, and why it is what it is. */
export interface Value {
  /** Where it stands in the values file, such as `bpf.masquerade`. No key of ours has a dot in it. */
  readonly key: string;
  readonly value: string | number | boolean | readonly string[] | Readonly<Record<string, unknown>>;
  /** One sentence or two; printed as a comment above the key. */
  readonly reason: string;
  /** The charts that were read have the same default; stated, because a later chart may change it. */
  readonly restatesDefault?: true;
}

/** A values file as Helm and EKS add-ons take it. */
export interface ValuesTree {
  [key: string]: Value['value'] | ValuesTree;
}

/**
 * The settings as one tree.
 * @throws Error when two of them contradict each other, which is a mistake in this program
 */
export function valuesTree(values: readonly Value[]): ValuesTree {
  const root: ValuesTree = {};
  for (const { key, value } of values) {
    const path = key.split('.');
    const last = path.pop() ?? key;
    let branch = root;
    for (const name of path) {
      branch[name] ??= {};
      branch = branch[name] as ValuesTree;
    }
    if (Object.hasOwn(branch, last)) throw new Error(`${key} is set twice`);
    branch[last] = value;
  }
  return root;
}
