import { labelOf } from '../../domain/label.ts';
import type { Bilingual, Context } from '../../domain/published/claim.ts';
import type { Judgement } from '../../domain/published/judgement.ts';
import type { NoAnswer, Standing } from '../../domain/published/standing.ts';
import type { Run } from '../../domain/run.ts';
import { formatCount } from '../format.ts';
import { differenceText, type Language, ratioText } from './difference.ts';
import type { Meanings } from './meaning.ts';
import { meaningsEn } from './meanings-en.ts';
import { meaningsKo } from './meanings-ko.ts';

const meanings: Readonly<Record<Language, Meanings>> = { en: meaningsEn, ko: meaningsKo };

/** Why a claim has its verdict: what was found, and what that means, a sentence each. */
export function explain(judgement: Judgement, target: Run['target']): Bilingual {
  const of = (language: Language) => `${found(judgement, target, language)} ${meant(judgement, language)}`;
  return { en: of('en'), ko: of('ko') };
}

/** `connection set-up, minimum, of A at 1,000 Services against 4`. */
export function askedText(
  { name, value, reference }: Context,
  target: Run['target'],
  language: Language,
): string {
  const label = labelOf(target, value.scenario);
  const sameScenario = value.scenario === reference.scenario;
  const services = value.services === 'fewest' ? '' : formatCount(value.services);
  if (language === 'en')
    return sameScenario
      ? `${name.en}, of ${label} at ${services} Services against the fewest`
      : `${name.en}, of ${label} against ${labelOf(target, reference.scenario)}`;
  return sameScenario
    ? `${label}의 ${name.ko}, Service ${services}개와 최소 개수의 비교`
    : `${label}의 ${name.ko}, ${labelOf(target, reference.scenario)} 대비`;
}

function found({ claim, standing, weighings }: Judgement, target: Run['target'], language: Language): string {
  if (standing.kind === 'none' && standing.why.kind === 'no such mechanism')
    return claim.onlyOnEks?.[language] ?? '';
  if (standing.kind === 'none') return noAnswer(standing.why, language);
  const parts = differences(weighings, target, language);
  const smaller = standing.kind === 'opposed' && standing.reason === 'smaller';
  const remark = smaller ? { en: ', smaller than published', ko: ', 공개된 값보다 작음' }[language] : '';
  return language === 'en' ? `Measured: ${parts}${remark}.` : `측정 결과: ${parts}${remark}.`;
}

/** A figure that is compared in several scenarios is named once. */
function differences(weighings: Judgement['weighings'], target: Run['target'], language: Language): string {
  const [first] = weighings;
  const alike = first && weighings.every(({ asked }) => asked.name === first.asked.name);
  if (!alike || weighings.length === 1)
    return weighings
      .map((one) => `${askedText(one.asked, target, language)}: ${differenceText(one, language)}`)
      .join('; ');
  const reference = labelOf(target, first.asked.reference.scenario);
  const each = weighings.map(
    (one) => `${labelOf(target, one.asked.value.scenario)} ${differenceText(one, language)}`,
  );
  const title =
    language === 'en'
      ? `${first.asked.name.en}, against ${reference}`
      : `${first.asked.name.ko}, ${reference} 대비`;
  return `${title}: ${each.join('; ')}`;
}

function noAnswer(why: NoAnswer, language: Language): string {
  const korean = language === 'ko';
  switch (why.kind) {
    case 'too few':
      return korean
        ? `이 측정에는 블록이 ${why.have}개뿐이어서 최소 ${why.need}개에 미치지 못합니다.`
        : `This run has only ${why.have} of at least ${why.need} blocks for it.`;
    case 'not compared':
      return korean
        ? `비교할 수 있는 값이 없습니다(기록된 사유: ${why.reason}).`
        : `There are no figures to compare (${why.reason}).`;
    default:
      return korean
        ? '이 측정에는 필요한 시나리오나 측정 지점이 없습니다.'
        : 'This run lacks a scenario or a point that it needs.';
  }
}

function meant({ claim, standing, context }: Judgement, language: Language): string {
  const meaning = meanings[language][claim.id];
  const beside = context.map((one) => ratioText(one, language));
  switch (standing.kind) {
    case 'supported':
      return meaning.supported(beside);
    case 'opposed':
      return meaning.opposed(beside);
    case 'none':
      return meaning.none;
    default:
      return openText(standing, language);
  }
}

function openText(standing: Extract<Standing, { kind: 'open' }>, language: Language): string {
  const korean = language === 'ko';
  if (standing.reason === 'noise floor')
    return korean
      ? '같은 시나리오의 두 사본 간 차이가 판정 마진보다 크므로 이 환경에서는 구별할 수 없습니다.'
      : 'Two copies of one scenario differ by more than the margin here, so that this target cannot resolve it.';
  if (standing.blocks === undefined)
    return korean
      ? '현실적인 수의 블록으로는 이 환경에서 결론이 나지 않습니다.'
      : 'No number of blocks that anyone waits for would settle it on this target.';
  return korean
    ? `중심과 산포가 그대로라면 모두 약 ${formatCount(standing.blocks)}개 블록에서 결론이 납니다.`
    : `About ${formatCount(standing.blocks)} blocks in all would settle it, if centre and spread stay as they are.`;
}
