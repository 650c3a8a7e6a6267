import type { MetricId } from '../domain/metric.ts';
import type { Observed } from '../domain/observation.ts';
import { oneLine } from '../domain/one-line.ts';
import type { Params } from '../domain/point.ts';
import type { Sample } from '../domain/sample.ts';
import type { ToolOutput } from './ports.ts';
import type { Probe } from './probe.ts';
import { failed } from './probes/reading.ts';
import { troubleOf } from './tool-trouble.ts';

const nothingObserved: Observed = { wallMillis: 0, counters: {} };

/**
 * What a probe's commands measured: exactly the metrics that it has for these parameters, each once,
 * in its order. Whatever went wrong is a `failed` sample with its reason; a number is always one that
 * was measured. Never throws for the outputs' sake.
 * @param observed the counters around the step; without them what rests on them is skipped
 */
export function readOutputs(
  probe: Probe,
  outputs: readonly ToolOutput[],
  params: Params,
  observed: Observed = nothingObserved,
): readonly Sample[] {
  const wanted = probe.metrics(params);
  const tool = probe.tools[0] ?? 'the command';
  const [trouble] = outputs.flatMap((output) => troubleOf(output, tool) ?? []);
  if (trouble) return wanted.map((metric) => ({ metric, outcome: 'failed', ...trouble }));
  let samples: readonly Sample[];
  try {
    samples = probe.parse(outputs, params, observed);
  } catch (error) {
    const said = oneLine(error instanceof Error ? error.message : String(error));
    const reason = said || 'the output could not be read';
    return wanted.map((metric) => failed(metric, reason));
  }
  return wanted.map((metric) => soleSample(metric, samples));
}

function soleSample(metric: MetricId, samples: readonly Sample[]): Sample {
  const [sample, second] = samples.filter((candidate) => candidate.metric === metric);
  if (!sample) return failed(metric, 'the tool reported no such figure');
  if (second) return failed(metric, 'the tool reported two such figures');
  if (sample.outcome === 'value' && !Number.isFinite(sample.value))
    return failed(metric, 'the tool reported no finite figure');
  return sample;
}
