/**
 * Something that a person typed, or a file that they named, cannot be used. The message is one line
 * that names the field and what is allowed; the CLI prints it as it is and exits with 2.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
}
