import { Document, isMap, isPair, isScalar } from 'yaml';
import { type Value, valuesTree } from './value.ts';

const commentWidth = 96;

/** The settings as YAML, each with its reason in a comment above it. */
export function printValues(values: readonly Value[], heading: string): string {
  const document = new Document(valuesTree(values));
  document.commentBefore = comment(heading);
  for (const { key, reason, restatesDefault } of values) {
    const path = key.split('.');
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    if (!isMap(parent)) continue;
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1),
    );
    if (pair && isScalar(pair.key))
      pair.key.commentBefore = comment(restatesDefault ? `${reason} (The default, stated.)` : reason);
  }
  return document.toString({ lineWidth: 0 });
}

function comment(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= commentWidth) lines.push(` ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
