import { Option } from 'commander';
import { InputError } from '../../domain/input-error.ts';
import { parseScenario } from '../../domain/scenario.ts';

/** How a command finds the results on AWS. */
export interface ResultsOptions {
  readonly bucket?: string;
  readonly region?: string;
}

/** New for each command: commander keeps state in them. */
export function resultsOptions(): Option[] {
  return [
    new Option(
      '--bucket <name>',
      'where the results are, instead of the bucket of the stack Results',
    ).argParser(matching('--bucket', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'the name of a bucket')),
    new Option('--region <name>', 'instead of that of the environment or the profile').argParser(
      matching('--region', /^[a-z]{2}(?:-[a-z]+)+-\d$/, 'a region such as ap-northeast-2'),
    ),
  ];
}

/** @throws InputError that says which names there are */
export function scenarioName(text: string): string {
  try {
    return parseScenario(text).name;
  } catch (error) {
    throw new InputError(`--scenario: ${error instanceof Error ? error.message : error}`);
  }
}

function matching(flag: string, pattern: RegExp, what: string): (text: string) => string {
  return (text) => {
    if (pattern.test(text)) return text;
    throw new InputError(`${flag}: must be ${what}, got "${text}"`);
  };
}
