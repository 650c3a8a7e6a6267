import type { Bilingual } from '../../domain/published/claim.ts';
import { overallFinding, scenarioFindings } from '../findings/overall.ts';
import type { Template } from '../locale/en.ts';
import { both, english, korean } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { breadthReading } from './breadth-section.ts';
import { comparisonSection, tuningsSection } from './comparison-section.ts';
import { costSection } from './cost-section.ts';
import { findingsSection } from './findings-section.ts';
import { hostSection } from './host-section.ts';
import { html, type Markup } from './markup.ts';
import { methodSection } from './method-section.ts';
import { pathSection } from './path-section.ts';
import { policyResults, policySection } from './policy-section.ts';
import { publishedSection } from './published-section.ts';
import { rawSection } from './raw-section.ts';
import { recommendedSection } from './recommended-section.ts';
import { referencesSection } from './references-section.ts';
import { aiMlSection, caveatsSection, conclusionSection } from './static-sections.ts';
import { summarySection } from './summary-section.ts';
import { topicSection } from './topic-section.ts';
import { troubleSection } from './trouble-section.ts';
import { xdpSection } from './xdp-section.ts';

export interface PageSection {
  readonly id: string;
  readonly title: Bilingual;
  readonly body: Markup;
}

function overview(model: ReportModel): Markup {
  return html`<p>${both((words) => words.say('overview.what'))}</p>
<p>${both((words) => words.say('overview.how'))}</p>
${breadthReading(model.breadth)}`;
}

function keyResults(model: ReportModel): Markup {
  const inKorean = scenarioFindings(model, korean);
  const findings = scenarioFindings(model, english).map(({ label, text }, index) => ({
    label,
    text: { en: text, ko: inKorean[index]?.text ?? text },
  }));
  return html`<p class="finding">${both((words) => overallFinding(model, words))}</p>
<ul class="findings">${findings.map(({ label, text }) => html`<li><b>${label}</b> <span>${text}</span></li>`)}${policyResults(model)}</ul>
${summarySection(model)}`;
}

type SectionKey = Extract<Template, `section.${string}`>;
type SectionId = SectionKey extends `section.${infer Id}` ? Id : never;

/** Everything that the report shows, in its order: each part has data, or says that there are none. */
export function sectionsOf(model: ReportModel): PageSection[] {
  const section = (id: SectionId, body: Markup): PageSection => ({
    id,
    title: both((words) => words.say(`section.${id}`)),
    body,
  });
  return [
    section('overview', overview(model)),
    section('found', keyResults(model)),
    section('findings', findingsSection(model)),
    section('recommended', recommendedSection(model)),
    section('comparison', comparisonSection(model)),
    section('tunings', tuningsSection(model)),
    section('path', pathSection(model)),
    section('environment', hostSection(model)),
    ...model.topics.map((topic) => section(topic.id, topicSection(topic, model))),
    section('cost', costSection(model)),
    section('policy', policySection(model)),
    section('xdp', xdpSection(model)),
    section('published', publishedSection(model)),
    section('ai-ml', aiMlSection(model)),
    section('conclusion', conclusionSection(model)),
    section('caveats', caveatsSection()),
    section('missing', troubleSection(model.trouble)),
    section('method', methodSection(model)),
    section('raw', rawSection(model)),
    section('references', referencesSection()),
  ];
}
