/** What the doctor found out about one requirement. */
export interface Finding {
  readonly id: string;
  /**
   * `missing`: a run does without something; `warning`: it works, and something is to be known of it; `blocking`:
   * it could not work at all.
   */
  readonly state: 'ok' | 'missing' | 'warning' | 'blocking';
  /** What it is for, or what is lost without it. */
  readonly purpose: string;
  /** What was found: a version, a path, a property. */
  readonly found?: string;
  /** The exact way to get it on this machine. */
  readonly remedy?: string;
}
