import { textOf } from './intrinsics.ts';
import { asList, asRecord } from './template.ts';

/** A request, as IAM judges it. */
export interface Access {
  /** `s3:GetObject` */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resources. */
  readonly resource: string;
  /** Condition keys that the service sends along. */
  readonly context?: Readonly<Record<string, string>>;
}

/** One action on one resource of a statement. */
export interface Grant {
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  readonly resource: string;
  readonly conditions: readonly Condition[];
  /** Set where the statement says something that is not understood here. */
  readonly unclear: boolean;
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const understood: ReadonlySet<string> = new Set(['Sid', 'Effect', 'Action', 'Resource', 'Condition']);

/**
 * The statements of a policy document, each action on each resource by itself.
 * @param known as in `textOf`
 */
export function grantsIn(document: unknown, known: (reference: string) => string | undefined): Grant[] {
  return asList(asRecord(document).Statement).flatMap((statement) => {
    const { Effect, Action, Resource, Condition, ...rest } = asRecord(statement);
    const texts = (value: unknown) => asList(value).map((one) => textOf(one, known));
    const conditions = Object.entries(asRecord(Condition)).flatMap(([operator, keys]) =>
      Object.entries(asRecord(keys)).map(([key, values]) => ({ operator, key, values: texts(values) })),
    );
    const [actions, resources] = [texts(Action ?? '*'), texts(Resource ?? '*')];
    const unclear =
      (Effect !== 'Allow' && Effect !== 'Deny') ||
      !Object.keys(rest).every((name) => understood.has(name)) ||
      Action === undefined ||
      Resource === undefined ||
      [...actions, ...resources, ...conditions.flatMap(({ values }) => values)].some(
        (text) => text === undefined || text.includes('${'),
      );
    return actions.flatMap((action) =>
      resources.map((resource) => ({
        effect: Effect === 'Allow' ? 'Allow' : 'Deny',
        action: action ?? '*',
        resource: resource ?? '*',
        conditions: conditions.map((one) => ({ ...one, values: one.values.map((text) => text ?? '*') })),
        unclear,
      })),
    );
  });
}

/**
 * The grants that allow an access; none where it is refused. What is not understood allows nothing, and where it
 * denies, it denies.
 */
export function allowing(grants: readonly Grant[], access: Access): Grant[] {
  if (grants.some((grant) => grant.effect === 'Deny' && meets(grant, access) !== false)) return [];
  return grants.filter((grant) => grant.effect === 'Allow' && meets(grant, access) === true);
}

/** Whether a grant is of an access; undefined where that cannot be told. */
function meets(grant: Grant, { action, resource, context = {} }: Access): boolean | undefined {
  if (grant.unclear) return undefined;
  if (!matches(grant.action.toLowerCase(), action.toLowerCase()) || !matches(grant.resource, resource))
    return false;
  const held = grant.conditions.map((condition) => holds(condition, context[condition.key]));
  if (held.includes(false)) return false;
  return held.includes(undefined) ? undefined : true;
}

function holds({ operator, values }: Condition, found: string | undefined): boolean | undefined {
  switch (operator) {
    case 'StringEquals':
      return found !== undefined && values.includes(found);
    case 'ArnEquals':
      return values.some((value) => /[*?]/.test(value))
        ? undefined
        : found !== undefined && values.includes(found);
    case 'Null':
      if (values.length !== 1 || !['true', 'false'].includes(String(values[0]))) return undefined;
      return (values[0] === 'true') === (found === undefined);
    default:
      return undefined;
  }
}

/** `*` is any text, `?` one character. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${parts}$`, 's').test(text);
}

/** A grant in one line. */
export function describeGrant({ effect, action, resource, conditions }: Grant): string {
  const when = conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.join(' ')}`);
  const only = when.length > 0 ? ` where ${when.join(' and ')}` : '';
  return `${effect === 'Deny' ? 'not ' : ''}${action} on ${resource}${only}`;
}
