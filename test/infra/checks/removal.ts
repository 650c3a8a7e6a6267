import { logGroupOf } from '../support/log-groups.ts';
import { at, ofType } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

/** Nothing of a scenario may stay behind when its stack is deleted. */
export const removal: Check = {
  name: 'removal',
  problems(template, scenario) {
    if (!scenario) return [];
    const kept = Object.entries(template.Resources).flatMap(([id, { DeletionPolicy }]) =>
      unmet([`${id}: deleted with the stack`, DeletionPolicy === 'Delete']),
    );
    const logging = ofType(template, 'AWS::Lambda::Function').flatMap(([id, { Properties }]) =>
      // Without one of the stack, Lambda makes a log group that nobody deletes.
      unmet([
        `${id}: a log group of the stack`,
        at(Properties, 'LoggingConfig.LogGroup') !== undefined || logGroupOf(template, id) !== undefined,
      ]),
    );
    const addons = ofType(template, 'AWS::EKS::Addon').flatMap(([id, { Properties }]) =>
      unmet([`${id}: removed from the cluster`, Properties?.PreserveOnDelete === false]),
    );
    const cluster = ofType(template, 'AWS::EKS::Cluster').flatMap(([id, { Properties }]) =>
      unmet([
        `${id}: a log group of the stack`,
        ofType(template, 'AWS::Logs::LogGroup').some(
          ([, group]) => group.Properties?.LogGroupName === `/aws/eks/${Properties?.Name}/cluster`,
        ),
      ]),
    );
    return [...kept, ...logging, ...addons, ...cluster];
  },
};
