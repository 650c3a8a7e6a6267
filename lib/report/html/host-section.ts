import { both, type Words } from '../locale/words.ts';
import type { ScenarioEntry } from '../model/scenarios.ts';
import type { ReportModel } from '../model.ts';
import { html, joined, type Markup, type Shown, verbatim } from './markup.ts';
import { table } from './table.ts';

function value(fact: string | number | boolean | undefined): Shown {
  if (typeof fact === 'boolean') return both((words) => words.say(fact ? 'word.yes' : 'word.no'));
  return fact === undefined ? '' : verbatim(String(fact));
}

function factName(key: string): Markup {
  return verbatim(key.replaceAll('-', ' '));
}

function outcome({ outcome: fared, reason, mismatches }: ScenarioEntry): Markup {
  const why = [reason, ...mismatches].filter((text) => text !== undefined && text !== '').join('; ');
  const word = both((words) => words.say(`outcome.${fared}`));
  return why === '' ? html`${word}` : html`${word}: ${verbatim(why)}`;
}

function scenarioTable(scenarios: readonly ScenarioEntry[]): Markup {
  return table(
    both((words) => words.say('caption.scenarios')),
    (['scenario', 'what-it-is', 'outcome'] as const).map((name) => ({
      head: both((words) => words.say(`head.${name}`)),
    })),
    scenarios.map((scenario) => ({
      head: scenario.label,
      cells: [both((words) => words.scenarioTitle(scenario.name)), outcome(scenario)],
    })),
  );
}

function factsTable(scenarios: readonly ScenarioEntry[]): Markup {
  const open = scenarios.filter((scenario) => Object.keys(scenario.facts).length > 0);
  const keys = [...new Set(open.flatMap((scenario) => Object.keys(scenario.facts)))];
  if (keys.length === 0) return html``;
  return table(
    both((words) => words.say('caption.facts')),
    [
      { head: both((words) => words.say('head.fact')) },
      ...open.map((scenario) => ({ head: scenario.label })),
    ],
    keys.map((key) => ({ head: factName(key), cells: open.map((scenario) => value(scenario.facts[key])) })),
    'facts',
  );
}

function pairs(
  caption: (words: Words) => string,
  heads: readonly ['fact', 'value'] | readonly ['tool', 'version'],
  entries: readonly (readonly [string, string | number | boolean])[],
): Markup {
  return table(
    both(caption),
    heads.map((name) => ({ head: both((words) => words.say(`head.${name}`)) })),
    entries.map(([name, one]) => ({ head: factName(name), cells: [value(one)] })),
  );
}

/** The scenarios as they were found, the hosts and the tools. */
export function hostSection({ scenarios, parts }: ReportModel): Markup {
  const several = parts.length > 1;
  const hosts = parts.map(({ run }) => {
    const scenario = run.plan.scenarios.join(', ');
    return html`${pairs(
      (words) => (several ? words.say('caption.host-of', { scenario }) : words.say('caption.host')),
      ['fact', 'value'],
      Object.entries(run.environment),
    )}
${pairs(
  (words) => words.say('caption.tools') + (several ? ` (${scenario})` : ''),
  ['tool', 'version'],
  [...Object.entries(run.tools), ['eks-cni-bench', run.generator] as const],
)}`;
  });
  return html`${scenarioTable(scenarios)}
${factsTable(scenarios)}
${joined(hosts, '\n')}`;
}
