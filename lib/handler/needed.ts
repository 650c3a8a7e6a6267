/**
 * A variable that the stack sets. Read when it is needed: what is missing shall be an answer, not a handler that
 * does not start.
 */
export function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name}: not in the environment of this function`);
  return value;
}
