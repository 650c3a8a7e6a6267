import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { InputError } from '../../domain/input-error.ts';
import type { ChosenRun } from '../aws/chosen-run.ts';
import { type DeployedRun, deployedRun, noStack } from '../aws/deployed-run.ts';
import type { AwsSession } from '../aws/session.ts';
import { ObservedRun } from './observed-run.ts';
import type { Sight } from './watched.ts';

/** Looks at a stack and its run, again and again. */
export class LookOut {
  readonly #chosen: ChosenRun;
  readonly #session: AwsSession;
  readonly #cloudFormation: CloudFormationClient;
  #seen = false;
  #observed: { readonly id: string; readonly run: ObservedRun } | undefined;

  constructor(chosen: ChosenRun, session: AwsSession, cloudFormation: CloudFormationClient) {
    this.#chosen = chosen;
    this.#session = session;
    this.#cloudFormation = cloudFormation;
  }

  /** @throws InputError when from the beginning there is nothing that could be watched */
  async look(): Promise<Sight> {
    if ('run' in this.#chosen) return { run: await this.#lookAt(this.#chosen.run) };
    const { stack: name } = this.#chosen;
    const found = await deployedRun(this.#cloudFormation, name);
    // While a stack is rolled back its outputs are not to be had; the run is in the bucket still.
    const id = found?.run?.id ?? this.#observed?.id;
    if (id === undefined && !this.#seen) await this.#refuseWithoutRun(name, found);
    this.#seen = true;
    return { stack: { name, found }, ...(id !== undefined && { run: await this.#lookAt(id) }) };
  }

  async #lookAt(id: string) {
    if (this.#observed?.id !== id) {
      const place = { ...(await this.#session.bucket()), runId: id };
      this.#observed = { id, run: await ObservedRun.open(place) };
    }
    return this.#observed.run.look();
  }

  async #refuseWithoutRun(name: string, found: DeployedRun | undefined): Promise<void> {
    if (!found) throw await noStack(this.#cloudFormation, name);
    if (found.phase === 'settled')
      throw new InputError(`[stack]: ${name} is ${found.status} without a benchmark (stages=false)`);
  }
}
