import type { Bilingual } from '../../domain/published/claim.ts';
import type { Weighing } from '../../domain/published/judgement.ts';
import type { Outcome } from '../../domain/verdict.ts';
import { formatRatio } from '../format.ts';
import { english, korean, type Language } from '../locale/words.ts';
import { boundsText } from '../words.ts';

export type { Language } from '../locale/words.ts';

const outcomes: Readonly<Record<Outcome['kind'], Bilingual>> = {
  better: { en: 'better', ko: '좋음' },
  worse: { en: 'worse', ko: '나쁨' },
  equivalent: { en: 'equivalent', ko: '동등' },
  inconclusive: { en: 'inconclusive', ko: '미결' },
  'too few': { en: 'too few blocks', ko: '블록 부족' },
  unresolvable: { en: 'below the noise floor', ko: '노이즈 플로어 미만' },
  'not compared': { en: 'not compared', ko: '비교하지 않음' },
};

/** A verdict's word as it stands in a sentence of a claim's explanation. */
export function outcomeWord({ kind }: Outcome, language: Language): string {
  return outcomes[kind][language];
}

/** `−30 %`, or a word where there is no figure. */
export function ratioText(weighing: Pick<Weighing, 'contrast'> | undefined, language: Language): string {
  const interval = weighing?.contrast?.verdict.interval;
  if (!interval) return { en: 'not known', ko: '알 수 없음' }[language];
  return formatRatio(interval.ratio);
}

/** `−30 % (−41 to −18 %, 6 blocks), better`. */
export function differenceText({ contrast }: Pick<Weighing, 'contrast'>, language: Language): string {
  if (!contrast) return { en: 'not measured', ko: '측정하지 않음' }[language];
  const { interval, outcome } = contrast.verdict;
  const word = outcomeWord(outcome, language);
  if (!interval) return word;
  const bounds = boundsText(interval, language === 'ko' ? korean : english);
  const inBrackets =
    language === 'en' ? `${bounds}, ${interval.n} blocks` : `${bounds}, 블록 ${interval.n}개`;
  return `${formatRatio(interval.ratio)} (${inBrackets}), ${word}`;
}
