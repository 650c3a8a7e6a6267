import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { html } from '../html/markup.ts';
import { sectionsOf } from '../html/sections.ts';
import { titleBlock } from '../html/title-block.ts';
import type { Language } from '../locale/words.ts';
import type { ReportModel } from '../model.ts';
import { prune } from './prune.ts';

/** Sections that need the run's folder beside them. */
const besideRun = new Set(['raw']);

function source(model: ReportModel, mdx: boolean): string {
  const sections = sectionsOf(model).filter(({ id }) => !mdx || !besideRun.has(id));
  const body = sections.map(({ title, body: part }) => html`<h2>${title}</h2>\n${part}`);
  return html`${titleBlock(model)}${body}`.text;
}

/**
 * The page's text and tables in one language, as GitHub's Markdown; drawings are in the page alone.
 * @param mdx for a site such as Docusaurus: characters that MDX reads as code are escaped, and links to raw
 *   outputs are left out, since a site has none of them
 */
export function renderMarkdown(model: ReportModel, language: Language, mdx: boolean): string {
  const reader = unified().use(rehypeParse, { fragment: true });
  const tree = prune(reader.parse(source(model, mdx)), { language, rawLinks: !mdx });
  const writer = unified()
    .use(remarkGfm, { tablePipeAlign: false })
    .use(remarkStringify, { bullet: '-', emphasis: '_' });
  if (mdx) writer.use(remarkMdx);
  const markdown = unified().use(rehypeRemark).runSync(tree);
  return writer.stringify(markdown as Parameters<typeof writer.stringify>[0]);
}
