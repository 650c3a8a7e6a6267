import type { Context } from '../../domain/published/claim.ts';
import type { ClaimVerdict, Judgement, Setting, Weighing } from '../../domain/published/judgement.ts';
import { publishedReport } from '../../domain/published/report.ts';
import type { Run } from '../../domain/run.ts';
import { plain } from '../text-frame.ts';
import { differenceText } from './difference.ts';
import { askedText, explain } from './explain.ts';

export const verdictKo: Readonly<Record<ClaimVerdict, string>> = {
  confirmed: '확인됨',
  contradicted: '반박됨',
  'not comparable': '비교 불가',
  inconclusive: '미결',
  'mechanism seen': '메커니즘 확인',
  'not seen': '확인되지 않음',
  'not testable here': '이 환경에서 시험 불가',
};

const settings: Readonly<Record<Setting, string>> = {
  eks: 'Amazon EKS; one deployment a scenario and run: the verdicts describe these clusters',
  'test bed': 'a Kubernetes test bed: it shows mechanisms, and confirms no figure of an m6i.xlarge',
  lab: 'a lab on one machine: it shows mechanisms, and confirms no figure of an m6i.xlarge',
};

/** The seven claims with verdict, explanation in both languages and the differences behind them. */
export function publishedText(
  judgements: Iterable<Judgement>,
  runs: readonly Run[],
  setting: Setting,
): string {
  const target = runs[0]?.target ?? 'lab';
  return [
    `Published: ${publishedReport.source}.`,
    `Against: ${runs.map((run) => run.id).join(', ')} (${settings[setting]}).`,
    ...[...judgements].flatMap((judgement, index) => ['', ...claimLines(judgement, index + 1, target)]),
  ].join('\n');
}

function claimLines(judgement: Judgement, number: number, target: Run['target']): string[] {
  const { claim, verdict, weighings, context } = judgement;
  const explained = explain(judgement, target);
  const differences: readonly Weighing<Context>[] = [...weighings, ...context];
  return [
    `${number}. ${claim.title.en}`,
    `   ${claim.title.ko}`,
    `   ${verdict.toUpperCase()} / ${verdictKo[verdict]}`,
    `   ${explained.en}`,
    `   ${explained.ko}`,
    ...differences
      .filter(({ contrast }) => contrast?.verdict.interval)
      .map((one) => {
        return `     ${askedText(one.asked, target, 'en')}: ${differenceText(one, 'en')} [${designText(one)}]`;
      }),
  ].map(plain);
}

function designText({ contrast }: Weighing<Context>): string {
  if (contrast?.design === 'same blocks') return 'paired by block, one deployment';
  return `between runs, ${contrast?.design === 'host control' ? 'against the host control' : 'without a control'}, one deployment each`;
}
