import { type AccelerationRow, accelerationRows } from '../../domain/acceleration/acceleration.ts';
import { accelerationDoubts } from '../../domain/acceleration/acceleration-sources.ts';
import type { Run } from '../../domain/run.ts';
import type { ScenarioEntry } from './scenarios.ts';

/** XDP and DSR in a run: nothing of them is measured, all of it is what clusters state and what is published. */
export interface AccelerationSection {
  /** By scenario that a cluster showed; empty for a lab, whose devices are not those of a node. */
  readonly scenarios: readonly { readonly label: string; readonly rows: readonly AccelerationRow[] }[];
  readonly doubts: typeof accelerationDoubts;
}

export function accelerationSection(run: Run, scenarios: readonly ScenarioEntry[]): AccelerationSection {
  const shown = run.target === 'kube' ? scenarios.filter(({ facts }) => Object.keys(facts).length > 0) : [];
  return {
    scenarios: shown.map(({ label, facts }) => ({
      label,
      rows: accelerationRows({ ...run.environment, ...facts }),
    })),
    doubts: accelerationDoubts,
  };
}
