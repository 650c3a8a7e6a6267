import { InputError } from '../domain/input-error.ts';
import { type Judgement, judgeClaims, type Setting, settingOf } from '../domain/published/judgement.ts';
import { publishedReport } from '../domain/published/report.ts';
import { explain } from '../report/published/explain.ts';
import { replicationPlan } from '../report/published/replication.ts';
import { publishedText } from '../report/published/text.ts';
import type { StoredRun } from '../results/read-run.ts';
import { evidenceOf } from './compare-runs.ts';

/** The published claims, judged by one run or by the runs of a campaign. */
export class PublishedComparison {
  readonly #runs: readonly StoredRun[];
  readonly #setting: Setting;
  readonly #judgements: readonly Judgement[];

  /** @throws InputError when the runs are not of one setting: a lab's figures answer another question */
  constructor(runs: readonly StoredRun[]) {
    const settings = new Set(runs.map(({ run }) => settingOf(run)));
    const [setting, other] = settings;
    if (setting === undefined || other !== undefined)
      throw new InputError(`runs: must all be of one target, got ${[...settings].join(' and ')}`);
    const evidence = runs.map(evidenceOf);
    this.#runs = runs;
    this.#setting = setting;
    this.#judgements = [...judgeClaims(evidence, setting).values()];
  }

  text(): string {
    return publishedText(
      this.#judgements,
      this.#runs.map(({ run }) => run),
      this.#setting,
    );
  }

  /** How to decide the claims on EKS, in both languages. */
  plan(): string {
    const of = (language: 'en' | 'ko') => replicationPlan(this.#judgements, language);
    return ['Replication on EKS', ...of('en'), '', 'EKS에서의 재현 계획', ...of('ko')].join('\n');
  }

  json(): object {
    const target = this.#runs[0]?.run.target ?? 'lab';
    return {
      published: publishedReport.source,
      runs: this.#runs.map(({ run }) => run.id),
      setting: this.#setting,
      claims: this.#judgements.map((judgement) => ({
        id: judgement.claim.id,
        title: judgement.claim.title,
        verdict: judgement.verdict,
        explanation: explain(judgement, target),
        evidence: judgement.weighings.map(({ asked, contrast }) => ({
          metric: asked.metric,
          value: asked.value,
          reference: asked.reference,
          expected: asked.expect,
          ...(contrast
            ? { design: contrast.design, deployments: contrast.deployments, verdict: contrast.verdict }
            : {}),
        })),
      })),
      plan: { en: replicationPlan(this.#judgements, 'en'), ko: replicationPlan(this.#judgements, 'ko') },
    };
  }
}
