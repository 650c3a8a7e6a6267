/** How the program ends; the last two follow the shell's 128 + signal. */
export const exitCodes = {
  ok: 0,
  /** No step gave a value, or the doctor found that the default run could not work. */
  cannotWork: 1,
  /** `lint` found something. */
  found: 1,
  badInput: 2,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
