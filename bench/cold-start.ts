/**
 * How large the handlers of the benchmark are, and how long a fresh process of each takes to answer its first
 * call. The call needs no server: it is one that a handler refuses. Prints a line for each.
 *
 *   npm run bench:cold-start
 */
import { stat } from 'node:fs/promises';
import { lambdaProcess } from '../test/aws/support/lambda-process.ts';
import { synthesized } from '../test/aws/support/synthesized.ts';

const repetitions = 5;
const deployed = { bucket: 'none', endpoint: 'https://127.0.0.1:1', certificateAuthority: '' };
const event = {
  RequestType: 'Create',
  RequestId: 'request',
  LogicalResourceId: 'Resource',
  ResourceProperties: {},
};

await using stack = await synthesized('ScenarioA');
for (const name of ['OnEvent', 'BeginRun', 'Stage', 'FinishRun']) {
  const found = stack.function(`Benchmark${name}`, deployed);
  const times: number[] = [];
  for (let count = 0; count < repetitions; count += 1) {
    await using lambda = lambdaProcess(found, { AWS_REGION: 'ap-northeast-2' });
    const began = performance.now();
    await lambda.invoke(event);
    times.push(performance.now() - began);
  }
  times.sort((one, other) => one - other);
  const [least = Number.NaN, middle = Number.NaN] = [times[0], times[Math.floor(repetitions / 2)]];
  const kilobytes = Math.round((await stat(found.file)).size / 1000);
  console.log(
    `${name.padEnd(9)}  ${String(kilobytes).padStart(5)} kB  first call ${middle.toFixed(0)} ms (least ${least.toFixed(0)}, median of ${repetitions})`,
  );
}
