import type { z } from 'zod';

/**
 * Reads what a program printed as JSON.
 * @param what names the answer in the error
 * @throws Error in one line when it is something else
 */
export function readJson<T>(text: string, schema: z.ZodType<T>, what: string): T {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw new Error(`${what}: no JSON, but "${text.trim().slice(0, 60)}"`);
  }
  const { data, error } = schema.safeParse(document);
  const [issue] = error?.issues ?? [];
  if (issue) throw new Error(`${what}: ${issue.path.join('.') || 'all of it'}: ${issue.message}`);
  return data as T;
}
