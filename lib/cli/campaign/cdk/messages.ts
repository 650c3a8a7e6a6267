import type { IIoHost, IoMessage, IoRequest } from '@aws-cdk/toolkit-lib';

/** Something that happened to a stack, for people; one line. */
export type OnMessage = (stack: string, line: string) => void;

/** An event of a stack that is deployed or destroyed. */
const stackActivity = 'CDK_TOOLKIT_I5502';

/** Passes on what of the toolkit's many messages a watcher wants, and says yes to what it asks. */
export function messagesOf(stack: string, onMessage: OnMessage): IIoHost {
  return {
    async notify(message) {
      const line = lineOf(message);
      if (line !== undefined) onMessage(stack, line);
    },
    // Deploying and destroying are what was asked for; the default of each question is to go on.
    async requestResponse<T>({ defaultResponse }: IoRequest<unknown, T>): Promise<T> {
      return defaultResponse;
    },
  };
}

function lineOf({ code, level, message, data }: IoMessage<unknown>): string | undefined {
  if (code === stackActivity) return activityIn(data);
  const [first = ''] = message.trim().split('\n');
  return level === 'error' || level === 'warn' ? first : undefined;
}

/** `CREATE_COMPLETE AWS::EKS::Cluster ControlPlane`; nothing for what has only begun. */
function activityIn(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('event' in data)) return undefined;
  const event = data.event;
  if (typeof event !== 'object' || event === null) return undefined;
  const {
    ResourceStatus: status,
    ResourceType: type,
    LogicalResourceId: id,
    ResourceStatusReason: reason,
  } = event as Record<string, unknown>;
  if (typeof status !== 'string' || status.endsWith('_IN_PROGRESS')) return undefined;
  const failed = status.endsWith('_FAILED') && typeof reason === 'string';
  return `${status} ${type} ${id}${failed ? `: ${reason}` : ''}`;
}
