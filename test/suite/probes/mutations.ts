import type { ToolOutput } from '../../../lib/suite/ports.ts';

/** A change of what one command printed or how it ended. */
export type Mutation = (output: ToolOutput) => ToolOutput;

export type TextChange = (stdout: string) => string;

/** What the mutations mean in the words of one tool. */
export interface ToolMutations {
  readonly errorWithStatusZero: TextChange;
  readonly zeroStreams: TextChange;
  readonly notANumber: TextChange;
  readonly negative: TextChange;
  readonly otherVersion: TextChange;
  readonly missingField: TextChange;
  readonly wrongUnit: TextChange;
  readonly zeroCount: TextChange;
}

const print =
  (change: TextChange): Mutation =>
  (output) => ({ ...output, stdout: change(output.stdout) });

/** The twelve mutations of a recorded output, by name. */
export function mutationsOf(tool: ToolMutations): Readonly<Record<string, Mutation>> {
  return {
    empty: print(() => ''),
    truncated: print((text) => text.slice(0, Math.floor(text.length * 0.6))),
    'an error with exit 0': print(tool.errorWithStatusZero),
    'zero streams': print(tool.zeroStreams),
    NaN: print(tool.notANumber),
    negative: print(tool.negative),
    'text before the output': print((text) => `warning: something else\n${text}`),
    'other version': print(tool.otherVersion),
    'missing field': print(tool.missingField),
    'wrong unit': print(tool.wrongUnit),
    'zero count': print(tool.zeroCount),
    'non-zero exit with plausible output': (output) => ({ ...output, exitCode: 1 }),
  };
}

/** Replaces every part of a JSON document at a path such as `end.streams.*.bytes`. */
export function replace(path: string, change: (found: unknown) => unknown): TextChange {
  const keys = path.split('.');
  return (text) => JSON.stringify(replaced(JSON.parse(text), keys, change));
}

export const set = (path: string, value: unknown) => replace(path, () => value);

/** JSON leaves out what is undefined. */
export const remove = (path: string) => set(path, undefined);

export const times = (path: string, factor: number) =>
  replace(path, (found) => (found === null ? found : Number(found) * factor));

export const inTurn =
  (...changes: TextChange[]): TextChange =>
  (text) =>
    changes.reduce((before, change) => change(before), text);

function replaced(
  found: unknown,
  [key, ...rest]: readonly string[],
  change: (found: unknown) => unknown,
): unknown {
  if (key === undefined) return change(found);
  if (Array.isArray(found)) {
    return found.map((part, index) =>
      key === '*' || key === String(index) ? replaced(part, rest, change) : part,
    );
  }
  if (typeof found !== 'object' || found === null || !(key in found))
    throw new Error(`the recorded output has no ${key}`);
  return Object.fromEntries(
    Object.entries(found).map(([name, part]) => [name, name === key ? replaced(part, rest, change) : part]),
  );
}
