import type { Element, ElementContent, Root, RootContent, Text } from 'hast';
import type { Language } from '../locale/words.ts';

export interface PruneOptions {
  readonly language: Language;
  /** Whether links to raw outputs stay: a site has none of them. */
  readonly rawLinks: boolean;
}

const text = (value: string): Text => ({ type: 'text', value });
const element = (tagName: string, children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties: {},
  children,
});

/** Drawings, switches and scripts have no place in Markdown. */
const left = new Set(['figure', 'script', 'button', 'nav', 'svg']);
/** Set below or beside the figure on the page; in a line of text they need room. */
const apart = (node: ElementContent) =>
  node.type === 'element' &&
  (node.tagName === 'small' ||
    node.tagName === 'samp' ||
    hasClass(node, 'verdict') ||
    hasClass(node, 'ratio'));

function hasClass({ properties }: Element, name: string): boolean {
  const { className } = properties;
  return Array.isArray(className) && className.includes(name);
}

/** One language of a page of both, without what only a page can show; captions stand before their tables. */
export function prune(tree: Root, options: PruneOptions): Root {
  return {
    type: 'root',
    children: tree.children.flatMap((node) => pruned(node as ElementContent, options)) as RootContent[],
  };
}

function pruned(node: ElementContent, options: PruneOptions): ElementContent[] {
  if (node.type !== 'element') return [node];
  const { tagName, properties } = node;
  if (left.has(tagName)) return [];
  const { lang, href } = properties;
  if (tagName !== 'samp' && (lang === 'en' || lang === 'ko') && lang !== options.language) return [];
  const children = node.children.flatMap((child, index) => {
    const kept = pruned(child, options);
    if (index === 0 || !apart(child) || kept.length === 0) return kept;
    return [text(' '), ...(tagName === 'td' && isRemark(child) ? bracketed(kept) : kept)];
  });
  if (tagName === 'wbr') return [];
  if (tagName === 'samp' || (tagName === 'span' && lang)) return children;
  if (tagName === 'a' && typeof href === 'string' && isInside(href, options)) return children;
  if (tagName === 'table') return withCaption({ ...node, children });
  return [{ ...node, children }];
}

function isRemark(node: ElementContent): boolean {
  return node.type === 'element' && node.tagName === 'small';
}

/** Small type cannot be seen in Markdown; what has brackets already needs no more. */
function bracketed(nodes: ElementContent[]): ElementContent[] {
  return /[([]/.test(textOf(nodes)) ? nodes : [text('('), ...nodes, text(')')];
}

function textOf(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node.children) : ''))
    .join('');
}

function isInside(href: string, { rawLinks }: PruneOptions): boolean {
  return href.startsWith('#') || (!rawLinks && !href.startsWith('https:'));
}

function withCaption(table: Element): ElementContent[] {
  const isCaption = (node: ElementContent) => node.type === 'element' && node.tagName === 'caption';
  const caption = table.children.find(isCaption);
  const rest = table.children.filter((node) => !isCaption(node));
  const shown = caption?.type === 'element' ? [element('p', [element('strong', caption.children)])] : [];
  return [...shown, { ...table, children: rest }];
}
