/** What a report can be written as. */
export const reportFormats = ['html', 'markdown', 'csv', 'mdx'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The ending of a file's name. */
export const extensions: Readonly<Record<ReportFormat, string>> = {
  html: 'html',
  markdown: 'md',
  csv: 'csv',
  mdx: 'mdx',
};
