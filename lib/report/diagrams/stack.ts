import type { Scenario } from '../../domain/scenario.ts';
import type { Chart } from '../figures/render.ts';
import { both, type Words } from '../locale/words.ts';
import { componentsOf, type Layer, layersOf } from './layers.ts';
import { words as drawn, framed, heading, workBox } from './svg.ts';

const [rowHeight, boxHeight] = [30, 26];

function rows(layers: readonly Layer[], width: number, narrow: boolean): string {
  const names = narrow ? 88 : 170;
  return layers
    .map(({ name, part, worker }, index) => {
      const y = index * rowHeight;
      return (
        heading(
          both((words) => words.say(name)),
          1,
          y + 17,
        ) +
        workBox(
          worker,
          both((words) => words.say(part)),
          {
            x: names,
            y,
            width: width - names - 1,
            height: boxHeight,
          },
        )
      );
    })
    .join('');
}

function spoken(label: string, scenario: Scenario, words: Words): string {
  const layers = layersOf(scenario).map(({ name, part }) => `${words.say(name)}: ${words.say(part)}`);
  const parts = componentsOf(scenario).map((part) => words.say(part));
  return words.say('diagram.stack', { label, layers: layers.join('; '), parts: parts.join(', ') });
}

/** The layers of a scenario's data plane and what does the work in each; below, the programs that set it up. */
export function stackDiagram(scenario: Scenario, label: string): Chart {
  const [layers, components] = [layersOf(scenario), componentsOf(scenario)];
  return framed(
    both((words) => spoken(label, scenario, words)),
    (width, narrow) => {
      const below = layers.length * rowHeight + 14;
      const list = components
        .map((part, index) =>
          drawn(
            both((words) => words.say(part)),
            12,
            below + 24 + index * 18,
          ),
        )
        .join('');
      return {
        height: below + 24 + components.length * 18,
        body: `${rows(layers, width, narrow)}${heading(
          both((words) => words.say('layer.components')),
          1,
          below + 4,
        )}${list}`,
      };
    },
  );
}
