import { ablation } from './en/ablation.ts';
import { catalogue } from './en/catalogue.ts';
import { chains } from './en/chains.ts';
import { costs } from './en/costs.ts';
import { diagrams } from './en/diagrams.ts';
import { method } from './en/method.ts';
import { page } from './en/page.ts';
import { policies } from './en/policies.ts';
import { sections } from './en/sections.ts';
import { statements } from './en/statements.ts';
import { verdicts } from './en/verdicts.ts';

/** Every text of the report in English, by key. A template's placeholders are the same in every language. */
export const en = {
  ...page,
  ...verdicts,
  ...method,
  ...catalogue,
  ...chains,
  ...costs,
  ...diagrams,
  ...policies,
  ...sections,
  ...statements,
  ...ablation,
} as const;

export type Template = keyof typeof en;
