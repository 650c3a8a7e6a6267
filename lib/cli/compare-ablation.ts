import { type Ablation, ablationOf } from '../domain/ablation/contributions.ts';
import { InputError } from '../domain/input-error.ts';
import { type Setting, settingOf } from '../domain/published/judgement.ts';
import { ablationText } from '../report/ablation/text.ts';
import { refuseMixed } from '../report/campaign.ts';
import { english, korean } from '../report/locale/words.ts';
import type { StoredRun } from '../results/read-run.ts';
import { evidenceOf } from './compare-runs.ts';

/** What each tuning contributes, by one run or by the runs of a campaign with a rung each. */
export class AblationComparison {
  readonly #runs: readonly StoredRun[];
  readonly #setting: Setting;
  readonly #ablation: Ablation;

  /** @throws InputError when the runs do not go together, or have no step of one tuning */
  constructor(runs: readonly StoredRun[]) {
    const [first] = runs;
    if (!first) throw new InputError('<runs>: must be given; see --help');
    refuseMixed(runs.map(({ run }) => run));
    this.#runs = runs;
    this.#setting = settingOf(first.run);
    this.#ablation = ablationOf(runs.map(evidenceOf));
    if (this.#ablation.figures.length === 0)
      throw new InputError(
        'runs: no two of their scenarios differ in one tuning and share a declared figure',
      );
  }

  /** In English, or in Korean. */
  text(language: 'en' | 'ko'): string {
    return ablationText(this.#ablation, this.#setting, language === 'ko' ? korean : english);
  }

  json(): object {
    return {
      runs: this.#runs.map(({ run }) => run.id),
      setting: this.#setting,
      figures: this.#ablation.figures.map(({ headline, services, contributions, whole, residue }) => ({
        headline: headline.id,
        services,
        contributions: contributions.map(({ tuning, directions, contrast, expected }) => ({
          tuning,
          directions,
          value: contrast.value.key,
          reference: contrast.reference.key,
          design: contrast.design,
          verdict: contrast.verdict,
          ...(expected ? { expected: expected.mechanism.expect, standing: expected.standing } : {}),
        })),
        ...(whole ? { whole: whole.verdict } : {}),
        residue,
      })),
      notShown: this.#ablation.notShown,
    };
  }
}
