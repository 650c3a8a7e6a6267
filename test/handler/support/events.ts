import type { CdkCustomResourceEvent, CloudFormationCustomResourceEventCommon } from 'aws-lambda';

type Properties = Readonly<Record<string, unknown>>;

function common(properties: Properties): CloudFormationCustomResourceEventCommon {
  return {
    ServiceToken: 'arn:aws:lambda:ap-northeast-2:123456789012:function:provider',
    ResponseURL: 'https://example.invalid/',
    StackId: 'arn:aws:cloudformation:ap-northeast-2:123456789012:stack/ScenarioC/1',
    RequestId: 'request',
    LogicalResourceId: 'Resource',
    ResourceType: 'Custom::Resource',
    ResourceProperties: { ServiceToken: 'token', ...properties },
  };
}

export function createEvent(properties: Properties): CdkCustomResourceEvent {
  return { ...common(properties), RequestType: 'Create' };
}

export function updateEvent(properties: Properties, id: string): CdkCustomResourceEvent {
  return {
    ...common(properties),
    RequestType: 'Update',
    PhysicalResourceId: id,
    OldResourceProperties: { ServiceToken: 'token' },
  };
}

export function deleteEvent(properties: Properties, id: string): CdkCustomResourceEvent {
  return { ...common(properties), RequestType: 'Delete', PhysicalResourceId: id };
}
