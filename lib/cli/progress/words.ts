import { labelOf } from '../../domain/label.ts';
import type { Plan, Step } from '../../domain/plan.ts';
import { servicesPoint, stepsOf } from '../../domain/plan.ts';
import { policyMatrix } from '../../domain/policy/policy-matrix.ts';
import type { PolicyRecord } from '../../domain/policy/policy-record.ts';
import type { Probe } from '../../suite/probe.ts';
import type { Progress } from '../../suite/progress.ts';

/** Says what happens, for people. Each phrase is one line without a full stop. */
export class Words {
  readonly #phrases: ReadonlyMap<string, string>;

  constructor(plan: Plan, target: 'lab' | 'kube', probes: ReadonlyMap<string, Probe>) {
    const points = new Map(plan.points.map((point) => [point.id, point]));
    this.#phrases = new Map(
      [...stepsOf(plan)].map(({ step, level, block }) => {
        const point = points.get(step.point);
        const what =
          step.point === servicesPoint || !point
            ? `programming ${count(level.services, 'Service')}`
            : [
                probes.get(point.probe)?.title ?? point.probe,
                ...Object.entries(point.params).map(([name, value]) => `${name} ${value}`),
                count(level.services, 'Service'),
              ].join(', ');
        return [step.id, `${labelOf(target, step.scenario)}: ${what} (block ${block.index + 1})`];
      }),
    );
  }

  step(step: Step): string {
    return this.#phrases.get(step.id) ?? step.id;
  }

  /** What deserves a line of its own; undefined for events that only move the progress on. */
  notice(event: Progress): string | undefined {
    switch (event.kind) {
      case 'scenario-opened':
        return `scenario ${event.scenario} is up after ${(event.tookMillis / 1000).toFixed(1)} s`;
      case 'scenario-unavailable':
        return `scenario ${event.scenario} is skipped: ${event.reason}`;
      case 'scenario-mismatch':
        return `scenario ${event.scenario} is not the datapath it claims: ${event.mismatches.join('; ')}`;
      case 'block-voided':
        return `block ${event.block + 1} does not count: ${event.reason}`;
      case 'step-repeated':
        return `once more, since ${event.why}`;
      case 'policy-finished':
        return policyWords(event.record);
      default:
        return undefined;
    }
  }
}

/** `policy C, Ingress by port (L4): enforced` */
function policyWords({ case: id, scenario, observed, expected, reason }: PolicyRecord): string {
  const against = observed === expected || observed === 'not executed' ? '' : `, expected ${expected}`;
  const why = reason === undefined ? '' : ` (${reason})`;
  return `policy ${scenario}, ${policyMatrix[id].title}: ${observed}${against}${why}`;
}

/** `2 h 5 min`, `3 min`, `40 s`: as exact as a forecast can be. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `1,000 Services`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
