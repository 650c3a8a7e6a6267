import { PbfReader, PbfWriter } from 'pbf';
import type { HubbleFlow } from '../../../domain/policy/policy-record.ts';

/**
 * The few fields of Hubble's messages that are used, by their numbers in `observer.proto` and `flow.proto` of
 * Cilium (the same from 1.16 to 1.20). Over gRPC each message has a head of five bytes.
 */
const field = {
  request: { whitelist: 6, since: 7 },
  filter: { sourceIp: 1, destinationIp: 3 },
  response: { flow: 1 },
  flow: { verdict: 2, ip: 5, l4: 6, dropReason: 25 },
  ip: { source: 1, destination: 2 },
  port: { destination: 2 },
  time: { seconds: 1 },
} as const;

const verdicts: Readonly<Record<number, string>> = {
  1: 'FORWARDED',
  2: 'DROPPED',
  3: 'ERROR',
  4: 'AUDIT',
  5: 'REDIRECTED',
  6: 'TRACED',
  7: 'TRANSLATED',
};
const dropReasons: Readonly<Record<number, string>> = { 133: 'POLICY_DENIED', 181: 'POLICY_DENY' };

/** Which flows are wanted: those from one address to another since some moment. */
export interface FlowQuery {
  readonly source: string;
  readonly destination: string;
  readonly since: Date;
}

/** The request for `observer.Observer/GetFlows`, framed for gRPC. */
export function flowsRequest({ source, destination, since }: FlowQuery): Buffer {
  const writer = new PbfWriter();
  writer.writeMessage(field.request.whitelist, writeFilter, { source, destination });
  writer.writeMessage(field.request.since, writeTime, since);
  const message = writer.finish();
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function writeFilter({ source, destination }: Omit<FlowQuery, 'since'>, writer: PbfWriter): void {
  writer.writeStringField(field.filter.sourceIp, source);
  writer.writeStringField(field.filter.destinationIp, destination);
}

function writeTime(time: Date, writer: PbfWriter): void {
  writer.writeVarintField(field.time.seconds, Math.floor(time.getTime() / 1000));
}

/**
 * The flows in a gRPC answer of `GetFlows`, alike ones once, in the order of their first appearance.
 * @throws Error when it is cut off or not such an answer
 */
export function readFlows(answer: Buffer): HubbleFlow[] {
  const flows = new Map<string, HubbleFlow>();
  for (let at = 0; at < answer.length; ) {
    const length = at + 5 <= answer.length ? answer.readUInt32BE(at + 1) : Number.POSITIVE_INFINITY;
    if (answer[at] !== 0 || at + 5 + length > answer.length)
      throw new Error("not Hubble's answer, or cut off");
    const response = fieldsOf(answer.subarray(at + 5, at + 5 + length));
    const bytes = response.bytes.get(field.response.flow);
    const flow = bytes && readFlow(bytes);
    if (flow) flows.set(JSON.stringify(flow), flow);
    at += 5 + length;
  }
  return [...flows.values()];
}

function readFlow(bytes: Uint8Array): HubbleFlow | undefined {
  const flow = fieldsOf(bytes);
  const ip = flow.bytes.get(field.flow.ip);
  const verdict = flow.numbers.get(field.flow.verdict);
  if (!ip || verdict === undefined) return undefined;
  const addresses = fieldsOf(ip).bytes;
  const text = (number: number) => Buffer.from(addresses.get(number) ?? []).toString('utf8');
  const reason = flow.numbers.get(field.flow.dropReason);
  const port = portOf(flow.bytes.get(field.flow.l4));
  return {
    verdict: verdicts[verdict] ?? `verdict ${verdict}`,
    ...(reason !== undefined && { reason: dropReasons[reason] ?? `reason ${reason}` }),
    source: text(field.ip.source),
    destination: `${text(field.ip.destination)}${port === undefined ? '' : `:${port}`}`,
  };
}

/** Layer 4 holds one message, of whichever protocol; TCP and UDP have their ports alike. */
function portOf(l4: Uint8Array | undefined): number | undefined {
  const [protocol] = l4 ? [...fieldsOf(l4).bytes.values()] : [];
  return protocol && fieldsOf(protocol).numbers.get(field.port.destination);
}

const wireType = { varint: 0, bytes: 2 } as const;

/** The last value of each field: of messages and texts the bytes, of numbers the number. */
function fieldsOf(message: Uint8Array) {
  const found = { bytes: new Map<number, Uint8Array>(), numbers: new Map<number, number>() };
  return new PbfReader(message).readFields((number, { bytes, numbers }, reader) => {
    // What is not read here is skipped by the reader.
    if (reader.type === wireType.bytes) bytes.set(number, reader.readBytes());
    else if (reader.type === wireType.varint) numbers.set(number, reader.readVarint());
  }, found);
}
