import { compareRuns, matchedScenarios, otherDifferences } from '../domain/across-runs.ts';
import type { Evidence } from '../domain/comparison.ts';
import { diagnoseSide, runDelayShares } from '../domain/diagnostics.ts';
import { InputError } from '../domain/input-error.ts';
import { scenarioOutcomes } from '../domain/scenario-outcome.ts';
import { seriesOf } from '../domain/series.ts';
import { acrossRunsText } from '../report/across-runs-text.ts';
import type { StoredRun } from '../results/read-run.ts';

/** A run as comparisons read it. */
export function evidenceOf({ run, records }: StoredRun): Evidence {
  return { run, series: seriesOf(run, records), outcomes: scenarioOutcomes(run, records) };
}

/**
 * One run against another, as two deployments.
 * @throws InputError when they are the same run, or have nothing to compare
 */
export function compareTwo(reference: StoredRun, value: StoredRun): { text(): string; json(): object } {
  const [ours, theirs] = [value.run, reference.run];
  if (ours.id === theirs.id) throw new InputError(`run: ${ours.id} is compared with itself`);
  if (matchedScenarios(ours, theirs).length === 0)
    throw new InputError(
      `run: no scenario of ${ours.id} (${ours.plan.scenarios}) is in ${theirs.id} (${theirs.plan.scenarios})`,
    );
  const compared = compareRuns(evidenceOf(value), evidenceOf(reference));
  if (compared.length === 0)
    throw new InputError(`run: ${ours.id} and ${theirs.id} have no declared figure in common`);
  const delays = new Map([reference, value].map(({ run, records }) => [run.id, runDelayShares(records)]));
  return {
    text: () => acrossRunsText(compared, ours, theirs, delays),
    json: () => ({
      reference: theirs.id,
      run: ours.id,
      comparisons: compared.map(({ headline, contrast }) => ({
        headline: headline.id,
        value: contrast.value.key,
        reference: contrast.reference.key,
        design: contrast.design,
        deployments: contrast.deployments,
        verdict: contrast.verdict,
        diagnostics: {
          value: diagnoseSide(contrast.value, delays),
          reference: diagnoseSide(contrast.reference, delays),
        },
      })),
      otherDifferences: otherDifferences(ours, theirs),
    }),
  };
}
