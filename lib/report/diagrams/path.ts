import type { Scenario } from '../../domain/scenario.ts';
import type { Chart } from '../figures/render.ts';
import { both, type Words } from '../locale/words.ts';
import { type Place, pathOf } from './hops.ts';
import { arrow, framed, heading, workBox } from './svg.ts';

const [boxHeight, gap, headRoom] = [26, 8, 20];

function heightOf(places: readonly Place[]): number {
  return places.reduce((sum, { hops }) => sum + headRoom + hops.length * (boxHeight + gap) + 6, 0);
}

/** Places from top to bottom. */
function column(places: readonly Place[], x: number, top: number, width: number): string {
  let y = top;
  const parts: string[] = [];
  for (const [number, { name, hops }] of places.entries()) {
    parts.push(
      heading(
        both((words) => words.say(name)),
        x,
        y + 13,
      ),
    );
    y += headRoom;
    for (const [index, { worker, text }] of hops.entries()) {
      const last = number === places.length - 1 && index === hops.length - 1;
      parts.push(
        workBox(
          worker,
          both((words) => words.say(text)),
          { x, y, width, height: boxHeight },
        ),
      );
      y += boxHeight + gap;
      if (!last && index < hops.length - 1) parts.push(arrow(x + 9, y - gap, y));
    }
    y += 6;
  }
  return parts.join('');
}

function spoken(label: string, places: readonly Place[], words: Words): string {
  const steps = places.map(
    ({ name, hops }) => `${words.say(name)}: ${hops.map(({ text }) => words.say(text)).join(', ')}`,
  );
  return words.say('diagram.path', { label, steps: steps.join('; ') });
}

/**
 * The way of a packet in a scenario: on a wide page the client's half beside the server's, on a phone one
 * below the other.
 */
export function pathDiagram(scenario: Scenario, label: string, model: boolean): Chart {
  const places = pathOf(scenario, model);
  const [client, server] = [places.slice(0, 3), places.slice(3)];
  return framed(
    both((words) => spoken(label, places, words)),
    (width, narrow) => {
      if (narrow) return { height: heightOf(places), body: column(places, 1, 0, width - 2) };
      const half = (width - 24) / 2;
      return {
        height: Math.max(heightOf(client), heightOf(server)),
        body: column(client, 1, 0, half) + column(server, half + 23, 0, half),
      };
    },
  );
}
