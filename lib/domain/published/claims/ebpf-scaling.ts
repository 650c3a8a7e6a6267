import { manyServices } from '../../headline.ts';
import type { Claim, Expectation } from '../claim.ts';
import { connect, scaled } from './figures.ts';

/** The level up to which the report measured eBPF. */
const publishedEbpfServices = 104;

/** The report compared HTTP rates against a server that was the limit; the look-up itself is in a new connection. */
export const ebpfScaling: Claim = {
  id: 'ebpf-scaling',
  title: {
    en: 'With eBPF the look-up of a Service costs the same at 4 and at 104 Services, within 5 %',
    ko: 'eBPF의 Service 조회 비용은 Service 4개와 104개에서 5 % 이내로 같다',
  },
  expectations: [
    ([publishedEbpfServices, manyServices] as const).flatMap((services) =>
      (['E', 'D', 'C'] as const).map(
        (scenario): Expectation => ({
          ...connect,
          ...scaled(scenario, services),
          expect: 'equivalent',
        }),
      ),
    ),
  ],
  context: [],
};
