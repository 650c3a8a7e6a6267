import { baselineOf, type Comparison, type Evidence } from '../comparison.ts';
import { isTwin } from '../label.ts';
import { parseScenario } from '../scenario.ts';
import type { Outcome, Verdict } from '../verdict.ts';
import type { Chain } from './chain.ts';
import { type Criterion, type Workload, workloads } from './workload.ts';

/** What was found of one scenario by one criterion; `verdict` is absent where nothing was compared. */
export interface Cited {
  readonly criterion: Criterion;
  readonly scenario: string;
  readonly comparison?: Comparison;
}

/** What to choose for a kind of workload, on what evidence. */
export interface Recommendation {
  readonly workload: Workload;
  /**
   * `measured`: better in a decisive criterion, and worse in none nor in a chain of calls that counts;
   * `same`: nothing decisive is better, so that the baseline stays; `able`: chosen by what it can do alone;
   * `open`: nothing is decided for or against leaving the baseline; `not measured`: no decisive criterion has a
   * comparison; `none able`: no scenario here can do what is needed.
   */
  readonly ground: 'measured' | 'same' | 'able' | 'open' | 'not measured' | 'none able';
  readonly scenarios: readonly string[];
  readonly cited: readonly Cited[];
  /** Computed calls in a row, of a workload that waits for them. */
  readonly chains: readonly Chain[];
}

/** Applies the rules to what a run, or the runs of a campaign, compared with the baseline. */
export function recommend(
  evidence: Evidence,
  comparisons: readonly Comparison[],
  chains: readonly Chain[],
): Recommendation[] {
  return workloads.map((workload) =>
    recommendFor(workload, evidence, comparisons, workload.chained ? chains : []),
  );
}

function recommendFor(
  workload: Workload,
  evidence: Evidence,
  comparisons: readonly Comparison[],
  chains: readonly Chain[],
): Recommendation {
  const baseline = baselineOf(evidence.run);
  const own = evidence.run.plan.scenarios.filter((name) => !isTwin(name) && /^[A-E]/.test(name));
  const { needs } = workload;
  const able = own.filter((name) => !needs || needs.met(parseScenario(name)));
  const others = able.filter((name) => name !== baseline);
  const cited = others.flatMap((scenario) =>
    workload.criteria.map((criterion) => cite(criterion, scenario, evidence, comparisons)),
  );
  const common = { workload, cited, chains };
  const slower = new Set(
    chains.filter(({ against }) => against === 'longer').map(({ scenario }) => scenario),
  );
  if (needs && able.length === 0) return { ...common, ground: 'none able', scenarios: [] };
  const outcomesOf = (scenario: string, decisive: boolean) =>
    cited
      .filter((one) => one.scenario === scenario && (one.criterion.decisive || !decisive))
      .map(({ comparison }) => comparison?.verdict.outcome.kind);
  const chosen = others.filter((scenario) => {
    const all = outcomesOf(scenario, false);
    return outcomesOf(scenario, true).includes('better') && !all.includes('worse') && !slower.has(scenario);
  });
  if (needs) {
    const unharmed = able.filter((scenario) => !outcomesOf(scenario, false).includes('worse'));
    return { ...common, ground: 'able', scenarios: unharmed.length > 0 ? unharmed : able };
  }
  if (chosen.length > 0) return { ...common, ground: 'measured', scenarios: mostBetter(chosen, outcomesOf) };
  const decisive = others.flatMap((scenario) => outcomesOf(scenario, true));
  const kept = baseline === undefined ? [] : [baseline];
  if (decisive.every((kind) => kind === undefined || !isAnswer(kind)))
    return { ...common, ground: 'not measured', scenarios: [] };
  const settled = decisive.every((kind) => kind === 'equivalent' || kind === 'worse');
  return { ...common, ground: settled ? 'same' : 'open', scenarios: kept };
}

function mostBetter(
  scenarios: readonly string[],
  outcomesOf: (scenario: string, decisive: boolean) => readonly (Outcome['kind'] | undefined)[],
): string[] {
  const count = (scenario: string) => outcomesOf(scenario, true).filter((kind) => kind === 'better').length;
  const most = Math.max(...scenarios.map(count));
  return scenarios.filter((scenario) => count(scenario) === most);
}

/** Whether the data had a say: an absent or barred comparison is no answer. */
function isAnswer(kind: Outcome['kind']): boolean {
  return kind !== 'not compared' && kind !== 'too few';
}

function cite(
  criterion: Criterion,
  scenario: string,
  { run }: Evidence,
  comparisons: readonly Comparison[],
): Cited {
  const points = new Set(
    run.plan.points
      .filter(
        ({ probe, params }) =>
          probe === criterion.probe &&
          params.via !== 'host' &&
          Object.entries(criterion.params).every(([name, value]) => params[name] === value),
      )
      .map(({ id }) => id),
  );
  const found = comparisons
    .filter(
      ({ value }) =>
        value.scenario === scenario && value.metric === criterion.metric && points.has(value.point),
    )
    .filter(({ value }) => criterion.services === 'fewest' || value.services === criterion.services)
    .toSorted((a, b) => a.value.services - b.value.services)[0];
  return { criterion, scenario, ...(found ? { comparison: found } : {}) };
}

/** How far a cited comparison is from an answer, for what would change a recommendation. */
export function blocksMissing(verdict: Verdict): number | undefined {
  if (verdict.outcome.kind === 'inconclusive') return verdict.outcome.blocks;
  return verdict.outcome.kind === 'too few' ? verdict.outcome.need : undefined;
}
