import { both } from '../locale/words.ts';
import { hasValues, type TopicData } from '../model/topics.ts';
import type { ReportModel } from '../model.ts';
import { absent } from './absent.ts';
import { breadthTables } from './breadth-section.ts';
import { headlineSection } from './headline-section.ts';
import { html, type Markup } from './markup.ts';
import { scalingPart } from './scaling-section.ts';

/** One topic: what its figures are, the declared ones with their charts, then everything measured. */
export function topicSection(topic: TopicData, model: ReportModel): Markup {
  const intro = html`<p>${both((words) => words.say(`topic.${topic.id}`))}</p>`;
  if (!hasValues(topic)) {
    const profile = model.run.plan.profile;
    const why =
      topic.breadth.length > 0 || topic.headlines.length > 0 ? 'absent.no-value' : 'absent.not-planned';
    return html`${intro}
${absent(both((words) => words.say(why, { profile })))}
${breadthTables(topic.breadth)}`;
  }
  return html`${intro}
${topic.headlines.map((section) => headlineSection(section, model))}
${topic.scaling.map(scalingPart)}
${breadthTables(topic.breadth)}`;
}
