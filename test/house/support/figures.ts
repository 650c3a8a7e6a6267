import type { Nodes, Root, RootContent } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A figure of a page that nothing beside it vouches for. */
export interface LooseFigure {
  readonly line: number;
  readonly figure: string;
}

/** Says in a page that a figure was not measured but given: `<!-- given: a limit of Lambda -->`. */
const given = /^<!-- given: \S.* -->$/;

const number = String.raw`[-+]?\d[\d,]*(?:\.\d+)?`;
const units = String.raw`(?:[kKMGT]?bits?/s|Gbit|[kM]?pps|packets/s|qps|QPS|requests? (?:a|per) second|µs|us|ms|[kMG]i?B)\b|%`;
/** A number with a unit of what is measured here, or one with decimals: a ratio, seconds, a cell of a table. */
const figurePattern = new RegExp(
  String.raw`(?<![\w.,/:-])(?:${number} ?(?:${units})|[-+]?\d+\.\d+(?!\.?\w|[:/]\w))`,
  'g',
);
/** The level of an interval is a convention. */
const level = /9[05] % intervals?|at 95 %/g;
/** What comes closely before a version. */
const product =
  /(?:Kubernetes|EKS|Cilium|Linux|Debian|Ubuntu|Node|Go|Apache|versions?|cluster)(?:[ -](?:[\d.]+|of|or|to|and),?)*[ -]$/;

/**
 * The measured figures of a Markdown page that have no source: no link in their own paragraph, item or table that
 * `isSource` takes, nor, for a table or a listing, in the paragraph before or after it. Code in a line and listings in
 * a language are not looked at.
 * @param isSource of a link's target as it is written
 */
export function looseFigures(markdown: string, isSource: (url: string) => boolean): LooseFigure[] {
  const root: Root = unified().use(remarkParse).use(remarkGfm).parse(markdown);
  return blocksOf(root.children).flatMap(({ block, beside }) => {
    if ([block, ...beside].some((node) => vouches(node, isSource))) return [];
    return figuresIn(textOf(block)).map((figure) => ({ line: block.position?.start.line ?? 0, figure }));
  });
}

/** Each block that may hold figures, and its neighbours that may vouch for it. */
function blocksOf(nodes: readonly RootContent[]): { block: RootContent; beside: readonly RootContent[] }[] {
  return nodes.flatMap((block, index) => {
    if (block.type === 'list')
      return block.children.flatMap((item) => blocksOf(item.children as readonly RootContent[]));
    if (block.type === 'blockquote') return blocksOf(block.children);
    const whole = block.type === 'table' || block.type === 'code';
    const [before, after] = [nodes[index - 1], nodes[index + 1]];
    const beside = [
      ...(before?.type === 'html' || (whole && before?.type === 'paragraph') ? [before] : []),
      ...(whole && after?.type === 'paragraph' ? [after] : []),
    ];
    return [{ block, beside }];
  });
}

function vouches(node: Nodes, isSource: (url: string) => boolean): boolean {
  if (node.type === 'link') return isSource(node.url);
  if (node.type === 'html') return given.test(node.value);
  return 'children' in node && node.children.some((child) => vouches(child, isSource));
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'code') return node.lang ? '' : node.value;
  if (!('children' in node)) return ' ';
  return node.children.map(textOf).join(node.type === 'table' || node.type === 'tableRow' ? ' | ' : '');
}

function figuresIn(text: string): string[] {
  const plain = text.replaceAll(level, '');
  return [...plain.matchAll(figurePattern)]
    .filter(({ index }) => !product.test(plain.slice(Math.max(0, index - 40), index)))
    .map(([figure]) => figure);
}
