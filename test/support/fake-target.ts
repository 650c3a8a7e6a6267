import type { Observation } from '../../lib/domain/observation.ts';
import type { PolicyCaseId } from '../../lib/domain/policy/policy-matrix.ts';
import type { Scenario } from '../../lib/domain/scenario.ts';
import {
  type Facts,
  type Invocation,
  ScenarioUnavailable,
  type Target,
  type Testbed,
  type ToolOutput,
  type ToolVersions,
} from '../../lib/suite/ports.ts';
import { policyTrial } from './policy-trial.ts';

export interface FakeOptions {
  /** Scenarios that cannot be shown, with the reason. */
  readonly unavailable?: Readonly<Record<string, string>>;
  readonly mismatches?: Readonly<Record<string, readonly string[]>>;
  /** Prefix of testbed ids: another one is another testbed. Asked anew each time. */
  readonly generation?: string | ((scenario: string) => string);
  /** What a command prints; the default is `{"ok":true}`. */
  readonly respond?: (invocation: Invocation, call: number) => Partial<ToolOutput>;
  /** Called before each command; may throw or abort. */
  readonly onExec?: (invocation: Invocation, call: number) => void;
  readonly onSetServices?: (scenario: string, count: number) => void;
  /** Whether policies can be tried. @default false */
  readonly policies?: boolean;
  /** Called before each policy; may abort. */
  readonly onPolicy?: (id: PolicyCaseId) => void;
  readonly tools?: ToolVersions;
  /** What `observe` reports, by call number. */
  readonly counters?: (call: number) => Observation['counters'];
}

/** A target that spawns nothing: it answers as told and writes down what it was asked. */
export class FakeTarget implements Target {
  readonly kind = 'lab';
  readonly log: string[] = [];
  readonly open_ = new Set<string>();
  readonly #options: FakeOptions;
  #calls = 0;
  #observations = 0;

  constructor(options: FakeOptions = {}) {
    this.#options = options;
  }

  async environment(): Promise<Facts> {
    return { kernel: 'fake' };
  }

  async toolVersions(): Promise<ToolVersions> {
    return this.#options.tools ?? { fortio: '1.65.0' };
  }

  async open(scenario: Scenario, signal: AbortSignal): Promise<Testbed> {
    signal.throwIfAborted();
    const reason = this.#options.unavailable?.[scenario.name];
    if (reason !== undefined) throw new ScenarioUnavailable(reason);
    this.open_.add(scenario.name);
    this.log.push(`open ${scenario.name}`);
    const { generation = 'g1' } = this.#options;
    return {
      get id() {
        return `${typeof generation === 'string' ? generation : generation(scenario.name)}-${scenario.name}`;
      },
      scenario,
      facts: { routing: scenario.routing },
      mismatches: this.#options.mismatches?.[scenario.name] ?? [],
      address: ({ server, via }) => ({ host: `${server}.${via}`, port: 80 }),
      exec: async (invocation, abort) => {
        abort.throwIfAborted();
        this.#calls += 1;
        this.#options.onExec?.(invocation, this.#calls);
        abort.throwIfAborted();
        this.log.push(`exec ${scenario.name} ${invocation.argv.join(' ')}`);
        return {
          argv: invocation.argv,
          stdout: '{"ok":true}',
          stderr: '',
          exitCode: 0,
          signal: null,
          timedOut: false,
          startedAt: '2026-01-01T00:00:00.000Z',
          durationMillis: 10,
          ...this.#options.respond?.(invocation, this.#calls),
        };
      },
      setServices: async (count, place) => {
        this.#options.onSetServices?.(scenario.name, count);
        this.log.push(`services ${scenario.name} ${count}`);
        return {
          count,
          samples: [
            { metric: 'services.rules', outcome: 'value', value: count * 4 },
            { metric: 'services.sync', outcome: 'value', value: 5 },
          ],
          place: { index: 1 + Math.floor(place * count), of: count },
        };
      },
      observe: async () => {
        this.#observations += 1;
        const counters = this.#options.counters?.(this.#observations) ?? { 'cpu.steal': 0 };
        return { atMillis: this.#observations * 1000, counters };
      },
      ...(this.#options.policies === true && {
        tryPolicy: async (id: PolicyCaseId, abort: AbortSignal) => {
          this.#options.onPolicy?.(id);
          abort.throwIfAborted();
          return policyTrial(id, scenario.name);
        },
      }),
      [Symbol.asyncDispose]: async () => {
        this.open_.delete(scenario.name);
        this.log.push(`close ${scenario.name}`);
      },
    };
  }

  async settle(): Promise<{ waitedMillis: number; quiet: boolean }> {
    return { waitedMillis: 1, quiet: true };
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}
