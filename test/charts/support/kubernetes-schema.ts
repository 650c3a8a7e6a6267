import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

type Schema = Record<string, unknown>;

/** What is needed of one object to look its schema up. */
export interface Typed {
  readonly apiVersion: string;
  readonly kind: string;
}

const intOrString = { oneOf: [{ type: 'string' }, { type: 'integer' }] };
/** Types that the description says less about than the API server accepts. */
const loose: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { oneOf: [{ type: 'string' }, { type: 'number' }] },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': intOrString,
};

/**
 * Kubernetes' own description of its objects, made strict: a field that it does not know is an error. The
 * API server would drop it with a warning that nobody reads.
 */
export class KubernetesSchema {
  readonly #definitions: Readonly<Record<string, Schema>>;
  readonly #validators = new Map<string, ValidateFunction>();

  /** @param swagger path of the OpenAPI description that comes with Kubernetes' source */
  constructor(swagger: string) {
    const { definitions } = JSON.parse(readFileSync(swagger, 'utf8')) as {
      definitions: Record<string, Schema>;
    };
    this.#definitions = definitions;
  }

  /** One line for each field that is wrong; empty for a valid object. */
  errorsIn(object: Typed): string[] {
    const validate = this.#validatorFor(object);
    if (!validate) return [`no kind ${object.kind} in ${object.apiVersion}`];
    validate(object);
    return (validate.errors ?? []).map(
      ({ instancePath, message = '', params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`,
    );
  }

  /** Every kind that the description has a schema for. */
  kinds(): Typed[] {
    return Object.keys(this.#definitions).flatMap((name) => this.#typesOf(name));
  }

  /** JSON Schema of a kind that needs no other file; undefined where there is no such kind. */
  schemaOf({ apiVersion, kind }: Typed): Schema | undefined {
    const name = Object.keys(this.#definitions).find((candidate) =>
      this.#typesOf(candidate).some((known) => known.kind === kind && known.apiVersion === apiVersion),
    );
    if (name === undefined) return undefined;
    return { $ref: `#/definitions/${name}`, definitions: Object.fromEntries(this.#reachedFrom(name)) };
  }

  #validatorFor(object: Typed): ValidateFunction | undefined {
    const id = `${object.apiVersion} ${object.kind}`;
    const known = this.#validators.get(id);
    if (known) return known;
    const schema = this.schemaOf(object);
    if (!schema) return undefined;
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const validate = ajv.compile(schema);
    this.#validators.set(id, validate);
    return validate;
  }

  #typesOf(name: string): Typed[] {
    const kinds = this.#definitions[name]?.['x-kubernetes-group-version-kind'];
    if (!Array.isArray(kinds)) return [];
    return kinds.map(({ group, version, kind }) => ({
      apiVersion: [group, version].filter(Boolean).join('/'),
      kind,
    }));
  }

  #reachedFrom(name: string, reached = new Map<string, Schema>()): Map<string, Schema> {
    const definition = this.#definitions[name];
    if (!definition || reached.has(name)) return reached;
    reached.set(name, loose[name] ?? strict(definition));
    for (const [, next = ''] of JSON.stringify(definition).matchAll(/"#\/definitions\/([^"]+)"/g))
      this.#reachedFrom(next, reached);
    return reached;
  }
}

function strict(schema: Schema): Schema {
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strictAny(value)]));
  if (!inner.properties || inner.additionalProperties !== undefined) return inner;
  return inner['x-kubernetes-preserve-unknown-fields'] ? inner : { ...inner, additionalProperties: false };
}

function strictAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strictAny);
  return typeof value === 'object' && value !== null ? strict(value as Schema) : value;
}
