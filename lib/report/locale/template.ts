/** A placeholder's name: `n` of `{n}` and of `{n:block/blocks}`. */
type NameOf<Inside extends string> = Inside extends `${infer Name}:${string}` ? Name : Inside;

type NamesOf<Template extends string> = Template extends `${string}{${infer Inside}}${infer Rest}`
  ? NameOf<Inside> | NamesOf<Rest>
  : never;

/** What has to be put into a template. */
export type ValuesOf<Template extends string> = Readonly<Record<NamesOf<Template>, string | number>>;

/** A value with the form that goes with it: by its number in English, by its last sound in Korean. */
export type WithForm = (text: string, value: string | number, forms: readonly [string, string]) => string;

const placeholder = /\{(\w+)(?::([^/}]*)\/([^}]*))?\}/g;

/**
 * Puts values into a template: `{name}`, or `{name:form/form}` where a word depends on the value.
 * @param show how a number is written
 * @throws Error for a placeholder without a value
 */
export function fill(
  template: string,
  values: Readonly<Record<string, string | number>>,
  withForm: WithForm,
  show: (value: number) => string,
): string {
  return template.replace(placeholder, (_, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} of "${template}"`);
    const text = typeof value === 'number' ? show(value) : value;
    return one === undefined ? text : withForm(text, value, [one, other ?? '']);
  });
}

/** The names of a template's placeholders, sorted. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].map(([, name]) => name ?? ''))].sort();
}
