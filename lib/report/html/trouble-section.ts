import { marks } from '../../domain/sample.ts';
import { both, type Words } from '../locale/words.ts';
import type { Trouble } from '../model/trouble.ts';
import { address, blockNumber } from './links.ts';
import { code, html, joined, type Markup, type Shown, verbatim } from './markup.ts';
import { table } from './table.ts';

function place({ point, services }: Trouble): Shown {
  if (point === undefined) return both((words) => words.say('trouble.everything'));
  if (services === undefined) return code(point);
  return html`${code(point)}, ${both((words) => words.say('head.levels', { n: services }))}`;
}

/** `1 to 6`, `2, 5`: neighbouring blocks together. */
function blocksText(blocks: readonly number[], words: Words): string {
  const [first, last] = [blocks.at(0), blocks.at(-1)];
  if (first === undefined || last === undefined) return '';
  const consecutive = last - first === blocks.length - 1;
  if (blocks.length > 2 && consecutive)
    return words.say('word.range', { low: blockNumber(first), high: blockNumber(last) });
  return blocks.map(blockNumber).join(', ');
}

/** More links than these are found in the appendix. */
const mostLinks = 12;

function rawLinks({ raw }: Trouble): Shown {
  if (raw.length > mostLinks) return both((words) => words.say('trouble.files', { n: raw.length }));
  return joined(
    raw.map((path, index) => html`<a href="${address(path)}">${index + 1}</a>`),
    ' ',
  );
}

/** A mark is explained; what this program says is translated; what a tool said stays as it is. */
function reason({ reason: text }: Trouble): Shown {
  const mark = marks.find((one) => one === text);
  if (mark) return both((words) => words.say(`mark-reason.${mark}`));
  const told = both((words) => words.reason(text));
  return told.en === told.ko ? verbatim(text) : told;
}

function kindName({ kind }: Trouble): Shown {
  const mark = marks.find((one) => one === kind);
  if (mark) return both((words) => words.say(`mark.${mark}`));
  return both((words) => words.say(`kind.${kind as Exclude<typeof kind, (typeof marks)[number]>}`));
}

/** Every figure that is absent, marked, disturbed, repeated or void, and why. */
export function troubleSection(trouble: readonly Trouble[]): Markup {
  if (trouble.length === 0) return html`<p>${both((words) => words.say('trouble.none'))}</p>`;
  const all = both((words) => words.say('word.all'));
  return table(
    both((words) => words.say('caption.trouble')),
    (['what', 'scenarios', 'where', 'blocks', 'figures', 'why', 'raw'] as const).map((name) => ({
      head: both((words) => words.say(`head.${name}`)),
    })),
    trouble.map((one) => ({
      head: kindName(one),
      cells: [
        one.labels.length === 0 ? all : both((words) => words.listed(one.labels)),
        one.kind === 'voided' ? both((words) => words.say('trouble.whole-block')) : place(one),
        both((words) => blocksText(one.blocks, words)),
        one.metrics.length === 0
          ? all
          : both((words) => one.metrics.map((id) => words.metric(id)).join('; ')),
        reason(one),
        rawLinks(one),
      ],
    })),
    'trouble',
  );
}
