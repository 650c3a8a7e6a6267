import type { Template } from './en.ts';
import { ablation } from './ko/ablation.ts';
import { catalogue } from './ko/catalogue.ts';
import { chains } from './ko/chains.ts';
import { costs } from './ko/costs.ts';
import { diagrams } from './ko/diagrams.ts';
import { method } from './ko/method.ts';
import { page } from './ko/page.ts';
import { policies } from './ko/policies.ts';
import { sections } from './ko/sections.ts';
import { statements } from './ko/statements.ts';
import { verdicts } from './ko/verdicts.ts';

/** Every text of the report in Korean: a key that is missing does not compile. */
export const ko: Readonly<Record<Template, string>> = {
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
};
