import {
  type Asked,
  type Comparison,
  compareScenarios,
  compareServices,
  type Evidence,
} from '../domain/comparison.ts';
import { contrast } from '../domain/contrast.ts';
import { InputError } from '../domain/input-error.ts';
import type { JournalRecord } from '../domain/journal.ts';
import type { Block, Plan } from '../domain/plan.ts';
import { settingOf } from '../domain/published/judgement.ts';
import type { Run } from '../domain/run.ts';
import { scenarioOutcomes } from '../domain/scenario-outcome.ts';
import { seriesOf } from '../domain/series.ts';
import { executionOf, together } from './model/execution.ts';
import { joinedPolicies, policySection } from './model/policy.ts';
import { troubleOf } from './model/trouble.ts';
import { buildReport, modelOf, type ReportModel, type ReportOptions } from './model.ts';

/** A run and its journal. */
export interface Told {
  readonly run: Run;
  readonly records: readonly JournalRecord[];
}

/**
 * One report of several runs, as where each scenario is a cluster of its own. Scenarios of one run are
 * compared by block, those of different runs by what each adds to its own host's network.
 * @throws InputError when the runs are not of one setting, or when a scenario is in two of them
 */
export function buildCampaign(told: readonly Told[], options: ReportOptions = {}): ReportModel {
  const [first, ...more] = told;
  if (!first) throw new InputError('<runs>: must be given; see --help');
  if (more.length === 0) return buildReport(first.run, first.records, options);
  refuseMixed(told.map(({ run }) => run));
  const parts = told.map(({ run, records }): Evidence => {
    return { run, outcomes: scenarioOutcomes(run, records), series: seriesOf(run, records) };
  });
  const evidence: Evidence = {
    run: joinedRun(told.map(({ run }) => run)),
    outcomes: new Map(parts.flatMap((part) => [...part.outcomes])),
    series: new Map(parts.flatMap((part) => [...part.series])),
  };
  return modelOf(
    {
      evidence,
      parts,
      execution: together(told.map(({ run, records }) => executionOf(run, records))),
      trouble: told.flatMap(({ run, records }) => troubleOf(run, records)),
      comparisons: compareScenarios(evidence, acrossParts(parts)),
      scalings: parts.flatMap(compareServices),
      policy: joinedPolicies(told.map(({ run, records }) => policySection(run, records))),
    },
    options,
  );
}

/** @throws InputError when runs are not of one setting, or when a scenario is in two of them */
export function refuseMixed(runs: readonly Run[]): void {
  const settings = [...new Set(runs.map(settingOf))];
  if (settings.length > 1)
    throw new InputError(`runs: must all be of one target, got ${settings.join(' and ')}`);
  const owners = new Map<string, string>();
  for (const { id, plan } of runs)
    for (const scenario of plan.scenarios) {
      const other = owners.get(scenario);
      if (other !== undefined)
        throw new InputError(`runs: scenario ${scenario} is in ${other} and in ${id}; name one of them`);
      owners.set(scenario, id);
    }
}

/** Stands for all of them where a report asks what was planned: every point, and all steps of a block. */
function joinedRun(runs: readonly [Run, ...Run[]] | readonly Run[]): Run {
  const [first] = runs;
  if (!first) throw new InputError('<runs>: must be given; see --help');
  const blocks = new Map<number, Block>();
  for (const block of runs.flatMap(({ plan }) => plan.blocks)) {
    const levels = blocks.get(block.index)?.levels ?? [];
    blocks.set(block.index, { index: block.index, levels: [...levels, ...block.levels] });
  }
  const points = new Map(runs.flatMap(({ plan }) => plan.points).map((point) => [point.id, point]));
  const { stages: _, ...plan }: Plan = first.plan;
  return {
    ...first,
    id: runs.map(({ id }) => id).join('+'),
    plan: {
      ...plan,
      scenarios: runs.flatMap((run) => run.plan.scenarios),
      points: [...points.values()],
      blocks: [...blocks.values()].sort((a, b) => a.index - b.index),
    },
  };
}

function acrossParts(parts: readonly Evidence[]): (asked: Asked) => Comparison {
  const owners = new Map(parts.flatMap((part) => part.run.plan.scenarios.map((name) => [name, part])));
  const owner = (scenario: string): Evidence => {
    const part = owners.get(scenario);
    if (!part) throw new Error(`no run has scenario ${scenario}`);
    return part;
  };
  return ({ value, reference, headline, level = 0.95 }) => ({
    value,
    reference,
    ...(headline ? { headline } : {}),
    verdict: contrast(
      { evidence: owner(value.scenario), key: value },
      { evidence: owner(reference.scenario), key: reference },
      { level, standing: headline ? 'headline' : 'descriptive' },
    ).verdict,
  });
}
