import type { Deployment, Place } from './state.ts';

/** AWS does not take the credentials any more, or has none: nothing failed, somebody has to log in. */
export class CredentialsLacking extends Error {
  override readonly name = 'CredentialsLacking';
  /** What to type. */
  readonly remedy: string;

  constructor(found: string, remedy: string, options?: ErrorOptions) {
    super(found, options);
    this.remedy = remedy;
  }
}

/** What CloudFormation knows of a stack while nothing is being done to it. */
export interface StackFacts {
  /** `failed`: it may be looked at and be destroyed, not be used. */
  readonly state: 'deployed' | 'failed';
  /** CloudFormation's own words, with its reason. */
  readonly status: string;
  /** `deploymentLabel` of whoever deployed it; undefined for a stack of no campaign. */
  readonly owner: string | undefined;
}

/**
 * What a campaign does on AWS. Everything throws CredentialsLacking where the credentials are the trouble, and
 * an Error with the reason where something else is.
 */
export interface StackToolkit extends AsyncDisposable {
  /** Which account and region the credentials and the settings mean. */
  place(): Promise<Place>;
  /** Waits until nothing is being done to the stack. @returns undefined when there is none */
  settled(stack: string): Promise<StackFacts | undefined>;
  /** Creates the stack, and marks it as this deployment's. The measurement is part of the creation. */
  deploy(deployment: Deployment): Promise<void>;
  destroy(deployment: Deployment): Promise<void>;
}

/** What a campaign needs of the runs that its stacks make. */
export interface MeasuredRuns {
  /** Resolves when the run has ended; rejects with the reason when it ended badly. */
  awaitRun(deployment: Deployment): Promise<void>;
  /** @returns where the results are, in words for people */
  fetchRun(deployment: Deployment): Promise<string>;
}
