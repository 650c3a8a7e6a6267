import type { StepRecord } from '../domain/journal.ts';
import { noTestbed } from './broken-block.ts';
import { type DisturbancePolicy, defaultDisturbancePolicy } from './disturbance.ts';
import {
  absentStep,
  executeProbe,
  executeServices,
  isServicesStep,
  metricsOf,
  type PlannedStep,
  type ProbeStep,
} from './execute-step.ts';
import { withMark } from './marks.ts';
import type { ServicesState, Testbed } from './ports.ts';
import type { RunJournal } from './run-journal.ts';
import type { SuiteOptions } from './suite-options.ts';
import type { Testbeds } from './testbeds.ts';

type Absence = Parameters<typeof absentStep>[3];

/** The Services that stand on a testbed; no state where programming them failed. */
type Programmed = { readonly level: string; readonly state: ServicesState | undefined };

/** Executes single steps and journals each execution. */
export class StepRunner {
  readonly #options: SuiteOptions;
  readonly #policy: DisturbancePolicy;
  readonly #testbeds: Testbeds;
  readonly #journal: RunJournal;
  readonly #plannedSteps: number;
  /** By testbed. */
  readonly #programmed = new Map<string, Programmed>();

  constructor(options: SuiteOptions, testbeds: Testbeds, journal: RunJournal, plannedSteps: number) {
    this.#options = options;
    this.#policy = options.disturbance ?? defaultDisturbancePolicy;
    this.#testbeds = testbeds;
    this.#journal = journal;
    this.#plannedSteps = plannedSteps;
  }

  /**
   * Executes a step once. Its record does not count (`accepted` is false) when the step was disturbed and
   * may be repeated, and when its testbed was replaced meanwhile.
   */
  async execute(planned: PlannedStep): Promise<StepRecord> {
    const opened = this.#testbeds.of(planned.step.scenario);
    if (!opened)
      return this.recordAbsent(planned, { outcome: 'failed', reason: 'the scenario was never opened' });
    if ('absence' in opened) return this.recordAbsent(planned, opened.absence);
    const { testbed } = opened;
    const before = testbed.id;
    const record = isServicesStep(planned.step)
      ? await this.#programServices(planned, testbed)
      : await this.#measure(planned, testbed);
    if (testbed.id === before) return this.#append(record);
    const why = 'its testbed was replaced during it';
    return this.#append({ ...record, testbed: before, accepted: false, why });
  }

  /** Records a step that is not executed. */
  async recordAbsent(planned: PlannedStep, absence: Absence): Promise<StepRecord> {
    return this.#append(this.#absent(planned, noTestbed, absence));
  }

  /** Whether the Services of the step's level have to be programmed before it. */
  needsServices({ step, block, level }: Omit<PlannedStep, 'attempt'>): boolean {
    const opened = this.#testbeds.of(step.scenario);
    if (!opened || 'absence' in opened) return false;
    return this.#programmed.get(opened.testbed.id)?.level !== levelKey(block, level.services);
  }

  async #measure(planned: PlannedStep, testbed: Testbed): Promise<StepRecord> {
    const { run, target, store, signal, probes } = this.#options;
    const point = run.plan.points.find((candidate) => candidate.id === planned.step.point);
    const probe = point && probes.get(point.probe);
    if (!point || !probe) {
      const reason = `this version has no probe for ${planned.step.point}`;
      return this.#absent(planned, testbed.id, { outcome: 'skipped', reason });
    }
    const lacking = probe.tools.filter((tool) => run.tools[tool] === undefined);
    if (lacking.length > 0) {
      const reason = `needs ${lacking.join(' and ')}, not found on this target`;
      return this.#absent(planned, testbed.id, { outcome: 'skipped', reason });
    }
    const before = testbed.id;
    if (this.needsServices(planned)) await this.#programServices(planned, testbed);
    const services = this.#programmed.get(before)?.state;
    if (!services) {
      const reason = `its ${planned.level.services} Services could not be programmed`;
      return this.#absent(planned, before, { outcome: 'failed', reason });
    }
    const step: ProbeStep = { ...planned, point, probe, ...(services.place && { place: services.place }) };
    const { record, outputs, disturbed } = await executeProbe(step, target, testbed, this.#policy, signal);
    const raw = await store.saveRaw(record.step, record.attempt, outputs);
    if (disturbed === undefined) return { ...record, raw };
    const why = disturbed;
    return this.#mayRepeat(planned)
      ? { ...record, raw, accepted: false, why }
      : { ...record, raw, why, samples: withMark(record.samples, 'disturbed') };
  }

  async #programServices(planned: PlannedStep, testbed: Testbed): Promise<StepRecord> {
    const { id } = testbed;
    const { record, state } = await executeServices(planned, testbed, this.#options.signal);
    this.#programmed.set(id, { level: levelKey(planned.block, planned.level.services), state });
    return record;
  }

  #mayRepeat({ step }: PlannedStep): boolean {
    const { maxRepeats, maxRepeatShare } = this.#policy;
    return (
      this.#journal.repeats(step.id) < maxRepeats &&
      this.#journal.allRepeats < maxRepeatShare * this.#plannedSteps
    );
  }

  #absent(planned: PlannedStep, testbed: string, absence: Absence): StepRecord {
    const { run, probes } = this.#options;
    return absentStep(planned, testbed, metricsOf(run.plan, probes, planned.step), absence);
  }

  async #append(record: StepRecord): Promise<StepRecord> {
    await this.#journal.append(record);
    return record;
  }
}

function levelKey(block: number, services: number): string {
  return `${block}/${services}`;
}
