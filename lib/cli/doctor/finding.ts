/** What the doctor found out about one requirement. */
export interface Finding {
  readonly id: string;
  /** `missing`: the default run does without something; `blocking`: it could not work at all. */
  readonly state: 'ok' | 'missing' | 'blocking';
  /** What it is for, or what is lost without it. */
  readonly purpose: string;
  /** What was found: a version, a path, a property. */
  readonly found?: string;
  /** The exact way to get it on this machine. */
  readonly remedy?: string;
}
