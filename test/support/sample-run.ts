import type { JournalRecord, StepRecord } from '../../lib/domain/journal.ts';
import { type MetricId, metricIds, metrics } from '../../lib/domain/metric.ts';
import { type Step, servicesPoint, stepsOf } from '../../lib/domain/plan.ts';
import type { Run } from '../../lib/domain/run.ts';
import type { Mark, Sample } from '../../lib/domain/sample.ts';
import { buildPlan, type PlanRequest } from '../../lib/suite/build-plan.ts';
import { normal, seedOf } from './random.ts';
import { servicesFigures, spreadOf, trueFigures } from './sample-figures.ts';

export interface SampleRun {
  readonly run: Run;
  readonly records: readonly JournalRecord[];
}

export interface SampleOptions {
  readonly plan?: Partial<PlanRequest>;
  /** Without it nothing fails, is marked, disturbed or voided. */
  readonly trouble?: boolean;
  /** Scenario that this host cannot show. */
  readonly unavailable?: string;
}

const scenarios = ['A', 'A~twin', 'B', 'C', 'D', 'E'];
const startMillis = Date.parse('2026-11-23T10:53:00.000Z');

/** A whole run with plausible figures and seeded noise, as a lab would leave it behind. */
export function sampleRun({ plan, trouble = true, unavailable }: SampleOptions = {}): SampleRun {
  const run = runOf({ profile: 'quick', seed: 7, scenarios, ...plan });
  const writer = new Journal(run, trouble, unavailable);
  return { run, records: writer.write() };
}

function runOf(request: PlanRequest): Run {
  return {
    schemaVersion: 1,
    id: `20261123-105300-${request.profile}-4f2a`,
    createdAt: new Date(startMillis).toISOString(),
    generator: '0.1.0',
    target: 'lab',
    plan: buildPlan(request),
    environment: {
      kernel: '6.18.5',
      processors: 2,
      'processor-model': 'AMD EPYC 7R13 Processor',
      'memory-gib': 24,
      root: true,
      'congestion-control': 'bbr',
      fq: 'missing: the Bandwidth Manager’s pacing cannot be shown here',
      pinning: true,
      'idle-spinners': true,
    },
    tools: { iperf3: '3.12', fortio: '1.65.0', dnsperf: '2.10.0', getent: '2.36' },
  };
}

class Journal {
  readonly #run: Run;
  readonly #trouble: boolean;
  readonly #unavailable: string | undefined;
  readonly #records: JournalRecord[] = [];
  #clock = startMillis;

  constructor(run: Run, trouble: boolean, unavailable: string | undefined) {
    this.#run = run;
    this.#trouble = trouble;
    this.#unavailable = unavailable;
  }

  write(): readonly JournalRecord[] {
    this.#records.push({ type: 'session', at: this.#now(), event: 'begun' });
    for (const scenario of this.#run.plan.scenarios) this.#open(scenario);
    for (const { block, level, step } of stepsOf(this.#run.plan)) {
      if (this.#trouble && block.index === 2 && step === block.levels[1]?.steps[3])
        this.#interrupt(block.index);
      this.#execute(step, block.index, level.services);
    }
    this.#records.push({ type: 'session', at: this.#now(), event: 'finished' });
    return this.#records;
  }

  #now(): string {
    return new Date(this.#clock).toISOString();
  }

  #open(scenario: string): void {
    const common = { type: 'scenario', scenario, at: this.#now() } as const;
    if (scenario === this.#unavailable) {
      const reason = 'needs root: eBPF programs cannot be loaded by this user';
      this.#records.push({ ...common, outcome: 'unavailable', reason, facts: {}, mismatches: [] });
      return;
    }
    const native = scenario.startsWith('A') || scenario.startsWith('D') || scenario.startsWith('E');
    const chains = scenario.startsWith('A') || scenario.startsWith('B');
    this.#records.push({
      ...common,
      outcome: 'open',
      testbed: `lab-${scenario}`,
      facts: {
        routing: native ? 'native' : 'vxlan',
        'service-load-balancing': chains ? 'iptables chains' : 'eBPF at the socket',
        mtu: native ? 9001 : 8951,
        'congestion-control': scenario.startsWith('E') ? 'bbr' : 'cubic',
      },
      mismatches: [],
    });
  }

  /** The driver was killed in the middle of a block and went on: the block was measured again, whole. */
  #interrupt(block: number): void {
    this.#records.push({ type: 'session', at: this.#now(), event: 'interrupted', reason: 'SIGTERM' });
    this.#clock += 90_000;
    this.#records.push({ type: 'session', at: this.#now(), event: 'resumed' });
    const reason = 'it was begun on testbeds that are gone; it is measured again, whole';
    this.#records.push({ type: 'void', block, at: this.#now(), reason });
    for (const planned of stepsOf(this.#run.plan)) {
      if (planned.block.index !== block) continue;
      if (planned.step === planned.block.levels[1]?.steps[3]) return;
      this.#execute(planned.step, block, planned.level.services, 2);
    }
  }

  #execute(step: Step, block: number, services: number, attempt = 1): void {
    const samples = this.#samples(step, block, services);
    if (this.#trouble && step.id.startsWith('b04') && step.id.endsWith('B-rtt.via=pod')) {
      const why = 'the hypervisor took 11 % of a processor';
      this.#append(step, { block, services, attempt, samples, accepted: false, why });
      this.#append(step, { block, services, attempt: attempt + 1, samples: marked(samples, 'disturbed') });
      return;
    }
    this.#append(step, { block, services, attempt, samples });
  }

  #samples(step: Step, block: number, services: number): Sample[] {
    const point = this.#run.plan.points.find((candidate) => candidate.id === step.point);
    const figures = point
      ? trueFigures(step.scenario, point, services)
      : servicesFigures(step.scenario, services);
    const ids = metricIds.filter((id) => figures[id] !== undefined);
    if (step.scenario === this.#unavailable)
      return ids.map((metric) => ({
        metric,
        outcome: 'skipped',
        reason: 'needs root: eBPF programs cannot be loaded by this user',
      }));
    if (this.#trouble && block === 4 && step.scenario === 'D' && point?.probe === 'dns-latency')
      return ids.map((metric) => ({
        metric,
        outcome: 'failed',
        reason: 'dnsperf: exit status 1: Error: unable to bind socket: Address already in use',
      }));
    const samples = ids.map((metric): Sample => this.#value(step, metric, figures[metric] ?? 0));
    return point && this.#trouble
      ? this.#withMarks(samples, point.probe, point.params, step.scenario)
      : samples;
  }

  #value(step: Step, metric: MetricId, figure: number): Sample {
    const noise = normal(seedOf(`${this.#run.plan.seed} ${step.id} ${metric}`))();
    const value = figure * Math.exp(spreadOf(metric) * noise);
    return { metric, outcome: 'value', value: metrics[metric].unit === 'count' ? Math.round(value) : value };
  }

  #withMarks(samples: Sample[], probe: string, params: Readonly<Record<string, unknown>>, scenario: string) {
    if (probe === 'http' && params.server === 'httpbin' && params.qps === 5000)
      return marked(marked(samples, 'target-not-reached'), 'server-bound');
    if (probe === 'udp-max' && scenario !== 'B') return marked(samples, 'sender-limited');
    return samples;
  }

  #append(
    step: Step,
    {
      accepted = true,
      ...given
    }: Pick<StepRecord, 'block' | 'services' | 'attempt' | 'samples'> & { accepted?: boolean; why?: string },
  ): void {
    const durationMillis = 640;
    const skipped = step.scenario === this.#unavailable;
    this.#records.push({
      type: 'step',
      step: step.id,
      scenario: step.scenario,
      point: step.point,
      testbed: `lab-${step.scenario}`,
      accepted,
      startedAt: this.#now(),
      durationMillis: skipped ? 0 : durationMillis,
      gateMillis: skipped ? 0 : 160,
      exits: [],
      ...given,
      ...(skipped ? {} : { raw: `raw/${step.id}.${given.attempt}.json` }),
      ...(step.point === servicesPoint || skipped
        ? {}
        : { place: { index: 1 + Math.floor(given.services / 2), of: given.services } }),
    });
    this.#clock += durationMillis + 200;
  }
}

function marked(samples: readonly Sample[], mark: Mark): Sample[] {
  return samples.map((sample) =>
    sample.outcome === 'value' ? { ...sample, marks: [...(sample.marks ?? []), mark] } : sample,
  );
}
