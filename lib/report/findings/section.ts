import type { Words } from '../locale/words.ts';
import type { HeadlineSection } from '../model/headlines.ts';
import type { ScalingSection } from '../model/scaling.ts';
import { judged, sentence } from './sentence.ts';

/** What a declared figure's verdicts say, in a sentence or two. */
export function headlineFinding(section: HeadlineSection, baseline: string, words: Words): string {
  const rows = judged(section.rows);
  return rows.length === 0
    ? words.say('sentence.alone', { baseline })
    : sentence(rows, words, (parts) => words.say('sentence.compared', { baseline, parts }));
}

/** What the number of Services does, at the declared level or else at the highest; empty where it says nothing. */
export function scalingFinding(section: ScalingSection, words: Words): string {
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
  const fewest = levels[0] ?? 0;
  const said = sentence(rows, words, (parts) =>
    words.say('sentence.services', { services: at, fewest, parts }),
  );
  return declared ? said : `${said} ${words.say('sentence.descriptive')}`;
}
