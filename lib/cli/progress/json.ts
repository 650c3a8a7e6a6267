import type { Output } from '../io.ts';
import type { ProgressListener } from './listener.ts';

/** One object on a line. */
export function writeJson(output: Output, value: object): void {
  output.write(`${JSON.stringify(value)}\n`);
}

/** Every event as a line of NDJSON. */
export function jsonProgress(output: Output): ProgressListener {
  return { on: (event) => writeJson(output, event), [Symbol.dispose]: () => {} };
}
