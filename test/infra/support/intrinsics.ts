import { asList, asRecord } from './template.ts';

/**
 * The text that CloudFormation would make of a value.
 * @param known what it puts in the place of `Ref: X` (asked for as `X`) and of `Fn::GetAtt: [X, Y]` (as `X.Y`)
 * @returns undefined where a part of it is not known, or is another function
 */
export function textOf(value: unknown, known: (reference: string) => string | undefined): string | undefined {
  if (typeof value === 'string') return value;
  const [[name, argument] = [], ...others] = Object.entries(asRecord(value));
  if (others.length > 0) return undefined;
  if (name === 'Ref') return known(String(argument));
  if (name === 'Fn::GetAtt') return known(asList(argument).join('.'));
  if (name !== 'Fn::Join') return undefined;
  const [separator, parts] = asList(argument);
  const texts = asList(parts).map((part) => textOf(part, known));
  return texts.every((text) => text !== undefined) ? texts.join(String(separator)) : undefined;
}
