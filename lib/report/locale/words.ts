import { conditions } from '../../domain/ablation/figures.ts';
import { headlines, scalings } from '../../domain/headline.ts';
import { type MetricId, metric } from '../../domain/metric.ts';
import { type PolicyCaseId, policyMatrix } from '../../domain/policy/policy-matrix.ts';
import type { Bilingual } from '../../domain/published/claim.ts';
import { parseScenario } from '../../domain/scenario.ts';
import { type TuningId, tunings } from '../../domain/tuning.ts';
import { formatCount } from '../format.ts';
import { en, type Template } from './en.ts';
import { accelerationWords } from './ko/acceleration.ts';
import {
  headlineNames,
  marginReasons,
  metricTitles,
  policyTitles,
  scenarioTitles,
  tuningTitles,
} from './ko/domain.ts';
import { ko } from './ko.ts';
import { particleAfter } from './particle.ts';
import { reasonInKorean } from './reasons.ts';
import { fill, type ValuesOf, type WithForm } from './template.ts';

export type Language = keyof Bilingual;
export const languages = ['en', 'ko'] as const satisfies readonly Language[];

/** Placeholders are asked for by the compiler, and only where a template has some. */
type Given<Key extends Template> = keyof ValuesOf<(typeof en)[Key]> extends never
  ? []
  : [values: ValuesOf<(typeof en)[Key]>];

const forms: Readonly<Record<Language, WithForm>> = {
  en: (text, value, [one, many]) => `${text} ${value === 1 ? one : many}`,
  ko: (text, _, particles) => text + particleAfter(text, particles),
};

/** All that the report says, in one language. */
export class Words {
  readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** A text with its values; numbers are written with their thousands apart. */
  say<Key extends Template>(key: Key, ...[values]: Given<Key>): string {
    const template = this.language === 'ko' ? ko[key] : en[key];
    return fill(template, values ?? {}, forms[this.language], formatCount);
  }

  pick(text: Bilingual): string {
    return text[this.language];
  }

  metric(id: MetricId): string {
    return this.language === 'ko' ? metricTitles[id] : metric(id).title;
  }

  /** Why the margin is what it is; empty where there is none. */
  marginReason(id: MetricId): string {
    return (this.language === 'ko' ? marginReasons[id] : metric(id).margin?.reason) ?? '';
  }

  headlineTitle(id: string): string {
    return (this.language === 'ko' ? headlineNames[id]?.[0] : declared(id)?.title) ?? id;
  }

  /** As it stands in a sentence. */
  headlineName(id: string): string {
    return (this.language === 'ko' ? headlineNames[id]?.[1] : declared(id)?.name) ?? id;
  }

  tuning(id: TuningId): string {
    if (this.language === 'ko') return tuningTitles[id];
    return tunings.find((tuning) => tuning.id === id)?.title ?? id;
  }

  policyCase(id: PolicyCaseId): string {
    return this.language === 'ko' ? policyTitles[id] : policyMatrix[id].title;
  }

  /** What is looked at for XDP and DSR, or is needed; a limit in it is a number. */
  acceleration(text: string): string {
    if (this.language === 'en') return text;
    const [, limit] = /^at most (\d+)$/.exec(text) ?? [];
    return limit === undefined ? (accelerationWords[text] ?? text) : `${limit} 이하`;
  }

  /** What a scenario, a variant or a twin is; a name of none of these stays. */
  scenarioTitle(name: string): string {
    if (name === 'host') return this.say('title.host');
    if (name === 'foreign') return this.say('title.foreign');
    if (!/^[A-E](?![a-z])/.test(name)) return name;
    const scenario = parseScenario(name);
    const base = this.language === 'ko' ? scenarioTitles[scenario.id] : parseScenario(scenario.id).title;
    const change = name.replace(/~twin$/, '').slice(1);
    const title = change === '' ? base : this.say('title.variant', { title: base, change });
    return scenario.twin ? this.say('title.twin', { title }) : title;
  }

  /** A reason that this program gave; what a tool said stays as it is. */
  reason(text: string): string {
    return this.language === 'ko' ? reasonInKorean(text) : text;
  }

  /** Stands between the ends of a range. */
  get to(): string {
    return this.language === 'ko' ? '~' : ' to ';
  }

  /** A name with a remark in brackets, which Korean does not set apart. */
  noted(name: string, note: string): string {
    return this.language === 'ko' ? `${name}(${note})` : `${name} (${note})`;
  }

  /** `a`, `a and b`, `a, b and c`. */
  listed(items: readonly string[]): string {
    const last = items.at(-1) ?? '';
    if (items.length < 2) return last;
    const before = items.slice(0, -1).join(', ');
    return this.language === 'ko' ? `${before}, ${last}` : `${before} and ${last}`;
  }
}

function declared(id: string) {
  return [...headlines, ...scalings, ...conditions].find((one) => one.id === id);
}

export const english = new Words('en');
export const korean = new Words('ko');

/** One text in both languages. */
export function both(of: (words: Words) => string): Bilingual {
  return { en: of(english), ko: of(korean) };
}
