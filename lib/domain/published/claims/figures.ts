import type { BaseScenarioId } from '../../scenario.ts';
import type { Expectation } from '../claim.ts';

/** What is measured, before it is said of which scenarios. */
export type Measured = Pick<Expectation, 'name' | 'metric' | 'probe' | 'params'>;

/** Two scenarios, both at the fewest Services. */
export function against(value: BaseScenarioId, reference: BaseScenarioId) {
  return {
    value: { scenario: value, services: 'fewest' },
    reference: { scenario: reference, services: 'fewest' },
  } as const;
}

/** One scenario at this many Services against itself at the fewest. */
export function scaled(scenario: BaseScenarioId, services: number) {
  return { value: { scenario, services }, reference: { scenario, services: 'fewest' } } as const;
}

/** A claim that the choice makes no difference. */
export function everywhereAsInA(measured: Measured): Expectation[] {
  return (['B', 'C', 'D', 'E'] as const).map((scenario) => ({
    ...measured,
    ...against(scenario, 'A'),
    expect: 'equivalent',
  }));
}

export const connect: Measured = {
  name: { en: 'connection set-up, minimum', ko: '연결 설정 시간(최솟값)' },
  metric: 'connect.min',
  probe: 'connect',
  params: { via: 'service' },
};
export const keptConnection: Measured = {
  name: { en: 'round trip on a kept connection, minimum', ko: '유지된 연결의 왕복 시간(최솟값)' },
  metric: 'rtt.min',
  probe: 'rtt',
  params: { via: 'service' },
};
