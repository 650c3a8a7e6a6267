import type { Bilingual } from '../published/claim.ts';
import { scenarioCatalogue } from '../scenario.ts';
import { type TuningId, tuningIds, withRequirements } from '../tuning.ts';
import { prerequisites } from './prerequisites.ts';

/** One tuning changed, and nothing else: two datapaths by their tunings, in the order of the catalogue. */
export interface Step {
  readonly tuning: TuningId;
  readonly without: readonly TuningId[];
  readonly having: readonly TuningId[];
}

/** A change that no datapath can show, and why. */
export interface ImpossibleStep {
  readonly tuning: TuningId;
  readonly impossible: Bilingual;
}

export interface StepOptions {
  /** The tunings that count: what a target has no counterpart of changes nothing there. */
  readonly switchable: readonly TuningId[];
  /** Whether parts are exchanged without what Cilium would ask for, as the lab's models are. @default false */
  readonly unbound?: boolean;
}

/** By way of C and D, and from there so that each tuning finds what it needs. */
export const usualOrder: readonly TuningId[] = [
  'socket-lb',
  'native-routing',
  'bpf-masquerade',
  'host-routing',
  'bandwidth-manager',
  'bbr',
  'larger-ct',
  'hubble-off',
];

const makesD: ReadonlySet<TuningId> = new Set(scenarioCatalogue.D.tunings);

/**
 * The ladder from no tuning to all: each rung adds one whose prerequisites stand below it.
 * @param order what is taken first where several could be; every order gives a ladder
 */
export function ladder(options: StepOptions, order: readonly TuningId[] = usualOrder): Step[] {
  const rungs: Step[] = [];
  const left = new Set(order.filter((id) => options.switchable.includes(id)));
  const below = new Set<TuningId>();
  while (left.size > 0) {
    const next = [...left].find((id) => lacking(id, below, options).length === 0);
    if (next === undefined) throw new Error(`${[...left]} wait for each other`);
    rungs.push(stepOf(next, below));
    below.add(next);
    left.delete(next);
  }
  return rungs;
}

/** The rungs over D, whose top is E or what a target has of it. */
export function overD(rungs: readonly Step[]): Step[] {
  return rungs.filter(({ tuning }) => !makesD.has(tuning));
}

/** All that counts, less one tuning: exists where no other one needs it. */
export function backwardStep(tuning: TuningId, options: StepOptions): Step | ImpossibleStep {
  const rest = new Set(options.switchable.filter((id) => id !== tuning));
  if (makesD.has(tuning)) return { tuning, impossible: anotherScenario[tuning] ?? neverAlone };
  const bound = options.unbound === true ? [] : neededBy(tuning, rest);
  if (bound.length === 0) return stepOf(tuning, rest);
  const edge = prerequisites.find(({ needs, tuning: id }) => needs === tuning && bound.includes(id));
  return { tuning, impossible: edge?.reason ?? neverAlone };
}

/** The tuning by itself: D with it and what it needs, against the same without it. */
export function stepAlone(tuning: TuningId, options: StepOptions): Step | ImpossibleStep {
  const base = new Set(options.switchable.filter((id) => makesD.has(id) && id !== tuning));
  if (makesD.has(tuning)) {
    if (tuning === 'native-routing' || options.unbound === true) return stepOf(tuning, base);
    return { tuning, impossible: anotherScenario[tuning] ?? neverAlone };
  }
  for (const id of options.unbound === true ? [] : requirementsOf(tuning))
    if (options.switchable.includes(id)) base.add(id);
  return stepOf(tuning, base);
}

const neverAlone: Bilingual = { en: 'others need it', ko: '다른 튜닝이 필요로 함' };

/** Without these D and E are not what they are. */
const anotherScenario: Readonly<Partial<Record<TuningId, Bilingual>>> = {
  'socket-lb': {
    en: 'kube-proxy replacement turns it on by itself, and BPF masquerade cannot do without; C against B shows it',
    ko: 'kube-proxy 대체가 스스로 켜며 BPF 마스커레이드에도 필요함. B 대비 C가 보여 줌',
  },
  'native-routing': {
    en: 'it is D itself: without it E would be a tuned C; D against C shows it',
    ko: 'D 자체이며, 없으면 E는 튜닝한 C가 됨. C 대비 D가 보여 줌',
  },
};

function stepOf(tuning: TuningId, without: ReadonlySet<TuningId>): Step {
  const inOrder = (set: ReadonlySet<TuningId>) => tuningIds.filter((id) => set.has(id));
  return { tuning, without: inOrder(without), having: inOrder(new Set([...without, tuning])) };
}

function lacking(id: TuningId, present: ReadonlySet<TuningId>, options: StepOptions): TuningId[] {
  return requirementsOf(id).filter((needed) => options.switchable.includes(needed) && !present.has(needed));
}

function neededBy(id: TuningId, present: ReadonlySet<TuningId>): TuningId[] {
  return [...present].filter((other) => requirementsOf(other).includes(id));
}

/** What that needs, too: what a target does not switch may stand between two tunings that it does. */
function requirementsOf(id: TuningId): TuningId[] {
  return withRequirements(id).filter((needed) => needed !== id);
}
