import type { Scenario } from '../../../lib/domain/scenario.ts';
import type { Template } from '../support/template.ts';

/** What a template must hold; a problem is one line. Some need the scenario whose stack it is. */
export interface Check {
  readonly name: string;
  problems(template: Template, scenario?: Scenario): string[] | Promise<string[]>;
}

/** The messages whose condition is not met. */
export function unmet(...requirements: readonly (readonly [message: string, holds: boolean])[]): string[] {
  return requirements.flatMap(([message, holds]) => (holds ? [] : [message]));
}
