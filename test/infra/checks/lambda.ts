import { ofType } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

/** Runtimes that Lambda supported at the end of 2026; ours and those that CDK chooses for its own handlers. */
const runtimes = /^(?:nodejs2[24]\.x|python3\.1[34])$/;

/** What CloudFormation and Lambda allow. */
export const timeouts: Check = {
  name: 'timeouts',
  problems: (template) =>
    Object.entries(template.Resources).flatMap(([id, { Type, Properties }]) =>
      unmet(
        [`${id}: a ServiceTimeout of at most an hour`, !(Number(Properties?.ServiceTimeout) > 3600)],
        [
          `${id}: a function's 15 minutes`,
          Type !== 'AWS::Lambda::Function' || Number(Properties?.Timeout ?? 3) <= 900,
        ],
      ),
    ),
};

export const runtime: Check = {
  name: 'runtime',
  problems: (template) =>
    ofType(template, 'AWS::Lambda::Function').flatMap(([id, { Properties }]) =>
      unmet([
        `${id}: a supported runtime, not ${Properties?.Runtime}`,
        runtimes.test(String(Properties?.Runtime)),
      ]),
    ),
};
