import type { z } from 'zod';
import type { ToolOutput } from '../ports.ts';
import { OutputError } from '../probe.ts';

/** @throws OutputError when the probe's commands ended before the one that is asked for. */
export function outputAt(outputs: readonly ToolOutput[], index: number): ToolOutput {
  const output = outputs[index];
  if (!output) throw new OutputError(`only ${outputs.length} of the probe's commands ran`);
  return output;
}

/** @throws OutputError when the text is not one JSON object from its first character to its last. */
export function parseJson(tool: string, text: string): object {
  if (text.trim() === '') throw new OutputError(`${tool} printed nothing`);
  if (!text.startsWith('{')) throw new OutputError(`${tool} printed "${head(text)}" where JSON should begin`);
  try {
    return JSON.parse(text);
  } catch {
    throw new OutputError(`${tool} printed broken JSON of ${text.length} characters`);
  }
}

/** @throws OutputError that names the first field which does not fit. */
export function conform<T>(tool: string, schema: z.ZodType<T>, found: unknown): T {
  const result = schema.safeParse(found);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.path.join('.') ?? '';
  if (issue?.message.endsWith('received undefined')) throw new OutputError(`${tool} printed no ${field}`);
  const fault = (issue?.message ?? 'not what it prints').replace('Invalid input: ', '');
  throw new OutputError([tool, field, fault].filter(Boolean).join(': '));
}

/** @throws OutputError with the message unless the condition holds. */
export function expectThat(condition: boolean, message: string): asserts condition {
  if (!condition) throw new OutputError(message);
}

/** Whether two figures that a tool derives from each other agree, `tolerance` being relative. */
export function agree(one: number, other: number, tolerance: number): boolean {
  return Math.abs(one - other) <= tolerance * Math.max(Math.abs(one), Math.abs(other));
}

function head(text: string): string {
  return (text.trim().split('\n', 1)[0] ?? '').slice(0, 60);
}

/**
 * For `next`, which sees every output before anyone has judged it: what cannot be read ends the probe,
 * and `parse` says why.
 */
export function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof OutputError) return undefined;
    throw error;
  }
}
