import { formatCount } from '../format.ts';
import type { HeadlineSection } from '../model/headlines.ts';
import type { ScalingSection } from '../model/scaling.ts';
import { judged, sentence } from './sentence.ts';

/** What a declared figure's verdicts say, in a sentence or two. */
export function headlineFinding(section: HeadlineSection, baseline: string): string {
  const rows = judged(section.rows);
  return rows.length === 0
    ? `Only ${baseline} was planned: nothing to compare it with.`
    : sentence(`Compared with ${baseline}:`, rows);
}

/** What the number of Services does, at the declared level or else at the highest. */
export function scalingFinding(section: ScalingSection): string {
  const levels = section.curves[0]?.rows.map((row) => row.key.services) ?? [];
  const declared = section.curves
    .flatMap((curve) => curve.rows)
    .find((row) => row.verdict?.standing === 'headline');
  const at = declared?.key.services ?? levels.at(-1);
  const rows = judged(
    section.curves.flatMap((curve) => curve.rows.filter((row) => row.key.services === at)),
  ).filter(({ verdict }) => verdict.margin !== undefined);
  if (at === undefined || rows.length === 0) return '';
  if (rows.every(({ verdict }) => verdict.outcome.kind === 'not compared')) return '';
  const said = sentence(`At ${formatCount(at)} Services against ${formatCount(levels[0] ?? 0)}:`, rows);
  return declared ? said : `${said} Descriptive.`;
}
