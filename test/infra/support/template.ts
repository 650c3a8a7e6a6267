/** A synthesized template, as far as tests look into it. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Parameters?: Readonly<Record<string, unknown>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
}

/** What has no keys of its own reads as an empty record, so that absent paths are undefined. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** The value at a path such as `LaunchTemplateData.Placement`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((inner: unknown, key) => asRecord(inner)[key], value);
}

/** Resources of a type, by logical id. */
export function ofType({ Resources }: Template, type: string): [id: string, resource: Resource][] {
  return Object.entries(Resources).filter(([, { Type }]) => Type === type);
}

/** The one resource of a type. */
export function only(template: Template, type: string): { id: string; properties: unknown } {
  const [found, ...others] = ofType(template, type);
  if (!found || others.length > 0)
    throw new Error(`${found ? others.length + 1 : 0} resources of type ${type}, not one`);
  return { id: found[0], properties: found[1].Properties };
}
