import { Option } from 'commander';
import { InputError } from '../domain/input-error.ts';
import { campaignSchema } from '../domain/run.ts';
import { policyStep } from '../suite/build-plan.ts';
import { probes } from '../suite/probes/registry.ts';
import { type ProfileId, profileIds, profiles } from '../suite/profiles.ts';
import { ablationOption } from './ablation-option.ts';

/** The options by which `run` and `plan` say what is to be measured. */
export interface PlanOptions {
  readonly scenarios: readonly string[];
  readonly profile: ProfileId;
  readonly seed: number;
  readonly only?: readonly string[];
  readonly blocks?: number;
  readonly ablation?: boolean;
}

/** All five datapaths, and a second copy of A whose difference from the first is the noise floor. */
export const defaultScenarios = ['A', 'B', 'C', 'D', 'E', 'A~twin'] as const;

const maxSeed = 2 ** 32 - 1;
const maxBlocks = 1000;

/** New for each command: commander keeps state in them. */
export function planOptions(): Option[] {
  const summaries = profileIds.map((id) => `${id}: ${profiles[id].summary}`).join('; ');
  return [
    new Option('--scenarios <list>', 'names, by commas; A~twin is a second copy of A, for the noise floor')
      .argParser(listOf('--scenarios'))
      .default([...defaultScenarios], defaultScenarios.join(',')),
    new Option('--profile <name>', summaries).argParser(profile).default('quick'),
    new Option('--seed <number>', 'draws the order of steps; the same seed gives the same plan')
      .argParser(wholeNumber('--seed', 0, maxSeed))
      .default(1),
    new Option('--only <probes>', 'measure only these probes, by commas; on a cluster also policy').argParser(
      listOf('--only'),
    ),
    new Option('--blocks <number>', "repetitions, instead of the profile's").argParser(
      wholeNumber('--blocks', 1, maxBlocks),
    ),
    ablationOption(),
  ];
}

/** @throws InputError, from the parser, that begins with the flag */
export function wholeNumber(flag: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InputError(`${flag}: must be a whole number from ${least} to ${most}, got "${text}"`);
  };
}

/** @throws InputError, from the parser, that begins with the flag */
export function listOf(flag: string): (text: string) => string[] {
  return (text) => {
    const items = text.split(',').map((item) => item.trim());
    if (items.every((item) => item !== '')) return items;
    throw new InputError(`${flag}: must be names separated by commas, got "${text}"`);
  };
}

function profile(text: string): ProfileId {
  const known = profileIds.find((id) => id === text);
  if (known) return known;
  throw new InputError(`--profile: must be one of ${profileIds.join(', ')}, got "${text}"`);
}

/** @throws InputError that says which names are allowed */
export function campaignName(text: string): string {
  if (campaignSchema.safeParse(text).success) return text;
  throw new InputError(
    `--campaign: must be 1 to 40 lower-case letters, digits and dashes, such as eks-1-35, got "${text}"`,
  );
}

/** @throws InputError that lists the probes there are */
export function refuseUnknownProbes(only: readonly string[] | undefined): void {
  const unknown = only?.find((id) => !probes.has(id) && id !== policyStep);
  if (unknown === undefined) return;
  throw new InputError(
    `--only: no probe "${unknown}"; there are ${[...probes.keys(), policyStep].join(', ')}`,
  );
}
