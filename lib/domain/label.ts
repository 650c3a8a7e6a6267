import { parseScenario } from './scenario.ts';

/** Scenarios whose datapath a lab shows by programs of its own, since Cilium itself does not run there. */
const modelledInLab: ReadonlySet<string> = new Set(['C', 'D', 'E']);

/**
 * A scenario's name as readers see it: `model-C` in the lab, where the mechanism is shown by a model and
 * must not pass for Cilium; else its own name. Names that are not scenarios (a host's control) stay.
 */
export function labelOf(target: 'lab' | 'kube', scenario: string): string {
  const base = scenario[0] ?? '';
  return target === 'lab' && isScenario(scenario) && modelledInLab.has(base) ? `model-${scenario}` : scenario;
}

/** `Cilium VXLAN without kube-proxy`; for variants and twins the base's title with what differs. */
export function titleOf(scenario: string): string {
  if (!isScenario(scenario)) return scenario;
  const { title, id, name, twin } = parseScenario(scenario);
  const change = name.replace(/~twin$/, '').slice(id.length);
  return [title, change && `(${change})`, twin && '(second copy, for the noise floor)']
    .filter(Boolean)
    .join(' ');
}

export function isTwin(scenario: string): boolean {
  return scenario.endsWith('~twin');
}

function isScenario(name: string): boolean {
  try {
    parseScenario(name);
    return true;
  } catch {
    return false;
  }
}
