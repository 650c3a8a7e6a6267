import { oneLine } from '../domain/one-line.ts';
import type { Failure } from '../domain/sample.ts';
import type { ToolOutput } from './ports.ts';

const longest = 200;

/** Why a command's output cannot be a measurement. */
export interface Trouble {
  /** One line. */
  readonly reason: string;
  readonly failure?: Failure;
}

/**
 * What went wrong with a command, in the tool's own words where it said any; undefined when it started
 * and ended with status 0.
 * @param tool what the reason calls it, since a command may be a shell around it
 */
export function troubleOf(output: ToolOutput, tool: string): Trouble | undefined {
  const lost = output.lost ?? output.beside?.lost;
  if (lost !== undefined)
    return { failure: 'connection-lost', reason: clip(`the connection to ${tool} was lost: ${lost}`) };
  const reason = whyNoMeasurement(output, tool);
  return reason === undefined ? undefined : { reason };
}

function whyNoMeasurement(output: ToolOutput, tool: string): string | undefined {
  const { beside } = output;
  if (output.startError !== undefined) return clip(output.startError || `${tool} could not be started`);
  if (output.lost !== undefined) return clip(`the connection to ${tool} was lost: ${output.lost}`);
  if (output.timedOut)
    return `${tool} did not end by itself and was killed after ${seconds(output.durationMillis)} s`;
  if (output.signal !== null) return clip(`${tool} was ended by ${output.signal}${said(output)}`);
  if (output.exitCode !== 0) return clip(`${tool} ended with status ${output.exitCode}${said(output)}`);
  if (beside?.startError !== undefined) return clip(beside.startError || 'the load beside it did not start');
  return undefined;
}

const seconds = (millis: number) => (millis / 1000).toFixed(1);

function said(output: ToolOutput): string {
  const words = ownError(output.stdout) ?? firstUsefulLine(output.stderr);
  return words ? `: ${words}` : '';
}

/** iperf3 -J reports its error in the JSON on stdout. */
function ownError(stdout: string): string | undefined {
  const [, text] = /"error":\s*("(?:[^"\\]|\\.)*")/.exec(stdout) ?? [];
  if (text === undefined) return undefined;
  try {
    return String(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The line that speaks of trouble, or the only one. */
function firstUsefulLine(stderr: string): string | undefined {
  const lines = stderr.split('\n').map(plainLine).filter(Boolean);
  const telling = lines.find((line) => troubleWords.test(line) && !notTrouble.test(line));
  return telling ?? (lines.length === 1 ? lines[0] : undefined);
}

const troubleWords =
  /error|fail|unable|refused|abort|cannot|unknown|invalid|found no|not found|no such|denied/i;

/** Fortio sums up its errors even when there were none. */
const notTrouble = /^Error cases|no error run/;

/** Fortio logs in JSON lines. */
function plainLine(line: string): string {
  if (!line.startsWith('{')) return line.trim();
  try {
    const { msg, err } = JSON.parse(line);
    return [msg, err].filter((part) => typeof part === 'string').join(': ');
  } catch {
    return line.trim();
  }
}

function clip(text: string): string {
  return oneLine(text, longest);
}
