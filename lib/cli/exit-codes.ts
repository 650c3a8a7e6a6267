/** How the program ends; the last two follow the shell's 128 + signal. */
export const exitCodes = {
  ok: 0,
  /** No step gave a value, or the doctor found that the default run could not work. */
  cannotWork: 1,
  /** `lint` found something. */
  found: 1,
  /** A deployment of a campaign failed, or its stack is left; a watched run ended without steps of its plan. */
  incomplete: 1,
  badInput: 2,
  /** A campaign waits for credentials; it goes on when it is started again. */
  paused: 3,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
