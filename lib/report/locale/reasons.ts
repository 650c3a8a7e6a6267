import { absences, marks } from '../../domain/sample.ts';
import { ko } from './ko.ts';

type Rule = readonly [RegExp, (...groups: string[]) => string];

const mark = marks.join('|');
const absence = absences.join('|');

const markKo = (name: string) => ko[`mark.${name}` as `mark.${(typeof marks)[number]}`];
const absenceKo = (name: string) => ko[`kind.${name}` as `kind.${(typeof absences)[number]}`];

/** What the comparisons give as a reason, whole texts. What a tool or a system said has no rule. */
const rules: readonly Rule[] = [
  [/^neither direction is better$/, () => ko['reason.better-neither']],
  [/^no margin was fixed: this figure explains others$/, () => ko['reason.no-margin']],
  [/^the two were measured in different blocks$/, () => ko['reason.different-blocks']],
  [/^no value \((.*)\)$/, (why = '') => `값 없음(${reasonInKorean(why)})`],
  [/^the reference has no value \((.*)\)$/, (why = '') => `기준에 값 없음(${reasonInKorean(why)})`],
  [/^the reference: (.*)$/, (why = '') => `기준 시나리오: ${reasonInKorean(why)}`],
  [/^not measured$/, () => ko['word.not-measured']],
  [/^not the datapath it claims: (.*)$/, (why = '') => `내세운 데이터패스가 아님: ${why}`],
  [
    new RegExp(`^the reference is (${mark}) in (\\d+) of (\\d+) blocks$`),
    (name = '', n = '', of = '') => `기준이 블록 ${of}개 중 ${n}개에서 ${markKo(name)}`,
  ],
  [
    new RegExp(`^(${mark}) in (\\d+) of (\\d+) blocks$`),
    (name = '', n = '', of = '') => `블록 ${of}개 중 ${n}개에서 ${markKo(name)}`,
  ],
  [
    new RegExp(`^both are (${mark}), in (\\d+) and (\\d+) of (\\d+) blocks$`),
    (name = '', n = '', m = '', of = '') =>
      `양쪽 모두 블록 ${of}개 중 각각 ${n}개와 ${m}개에서 ${markKo(name)}`,
  ],
  [
    /^the same in (\d+) blocks, and no answer in (\d+): sameness is not shown by what is missing$/,
    (n = '', m = '') => `블록 ${n}개에서는 같지만 ${m}개는 답이 없음: 빠진 값으로는 동등함을 보일 수 없음`,
  ],
  [
    /^too few: (\d+) of at least (\d+) repetitions$/,
    (n = '', of = '') => `반복 부족: 최소 ${of}회 중 ${n}회`,
  ],
  [/^a value of (\S+) has no ratio$/, (value = '') => `값 ${value}에는 비율이 없음`],
  [/^the run ended before (it|them)$/, () => '그 전에 측정이 끝남'],
  [
    /^a lab has no policies: they are tried on clusters$/,
    () => '랩에는 정책이 없으며 정책은 클러스터에서 시도함',
  ],
  [/^they were not asked for$/, () => '요청하지 않음'],
  [
    /^it would act on all that its nodes do, and a wrong one locks them out$/,
    () => '노드가 하는 모든 일에 작용하므로 잘못되면 노드에 접근할 수 없게 됨',
  ],
  [/^the API server knows no (\S+)$/, (kind = '') => `API 서버에 ${kind} 종류가 없음`],
  [/^no reason was recorded$/, () => '기록된 사유 없음'],
  [/^the target cannot show it$/, () => '이 환경에서 나타낼 수 없음'],
  [new RegExp(`^(${absence}): (.*)$`), (name = '', why = '') => `${absenceKo(name)}: ${reasonInKorean(why)}`],
];

/** A reason of this program in Korean; any other text unchanged. */
export function reasonInKorean(text: string): string {
  for (const [pattern, of] of rules) {
    const match = pattern.exec(text);
    if (match) return of(...match.slice(1));
  }
  return text;
}
