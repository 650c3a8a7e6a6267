import { ofType, type Template } from './template.ts';

/** The log group that bears a function's name, as Lambda's own default would. */
export function logGroupOf(template: Template, functionId: string): string | undefined {
  const [found] = ofType(template, 'AWS::Logs::LogGroup').filter(([, { Properties }]) =>
    JSON.stringify(Properties?.LogGroupName ?? '').includes(`{"Ref":"${functionId}"}`),
  );
  return found?.[0];
}
