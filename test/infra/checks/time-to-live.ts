import { asList, at, ofType, type Template } from '../support/template.ts';
import { type Check, unmet } from './check.ts';

/** A forgotten scenario is deleted: from a moment set at deployment, again and again, by a role for only that. */
export const timeToLive: Check = {
  name: 'time to live',
  problems(template, scenario) {
    if (!scenario) return [];
    const schedules = ofType(template, 'AWS::Scheduler::Schedule');
    if (schedules.length !== 1) return [`${schedules.length} schedules, not one`];
    return schedules.flatMap(([id, { Properties }]) => {
      const [source, attribute] = asList(at(Properties, 'StartDate.Fn::GetAtt')).map(String);
      const allowed = allowedTo(template, String(asList(at(Properties, 'Target.RoleArn.Fn::GetAtt'))[0]));
      return unmet(
        [`${id}: tried again`, /^rate\(\d+ minutes\)$/.test(String(Properties?.ScheduleExpression))],
        [`${id}: from a moment that the template does not know`, attribute === 'DeleteAfter'],
        [`${id}: a moment set at deployment`, template.Resources[source ?? '']?.Type === 'Custom::Deadline'],
        [
          `${id}: deletes this stack`,
          JSON.stringify(at(Properties, 'Target.Input') ?? '').includes('AWS::StackId'),
        ],
        [
          `${id}: a role that may only delete this stack`,
          JSON.stringify(allowed) ===
            '[{"Action":"cloudformation:DeleteStack","Effect":"Allow","Resource":{"Ref":"AWS::StackId"}}]',
        ],
      );
    });
  },
};

function allowedTo(template: Template, roleId: string): unknown[] {
  return ofType(template, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => asList(Properties?.Roles).some((role) => at(role, 'Ref') === roleId))
    .flatMap(([, { Properties }]) => asList(at(Properties, 'PolicyDocument.Statement')));
}
