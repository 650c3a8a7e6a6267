import { manyServices } from '../../headline.ts';
import type { Claim } from '../claim.ts';
import { publishedReport } from '../report.ts';
import { connect, keptConnection, scaled } from './figures.ts';

const [chainFew, , chainMany] = publishedReport.serviceScaling['iptables (A)'];

/** The mean over a few connections of a keepalive run. */
export const iptablesScaling: Claim = {
  id: 'iptables-scaling',
  title: {
    en: 'With iptables 1,000 Services cost a new connection 16 %, and a kept one nothing',
    ko: 'iptables에서 Service 1,000개는 새 연결에 16 %의 비용을 더하고, 유지된 연결에는 영향이 없다',
  },
  expectations: [
    {
      ...connect,
      ...scaled('A', manyServices),
      expect: 'worse',
      publishedRatio: (chainMany?.connectAvgUs ?? 0) / (chainFew?.connectAvgUs ?? 1),
    },
    { ...keptConnection, ...scaled('A', manyServices), expect: 'equivalent' },
  ],
  context: [
    {
      name: { en: 'rules', ko: '규칙 수' },
      metric: 'services.rules',
      probe: 'services',
      params: {},
      ...scaled('A', manyServices),
    },
  ],
};
