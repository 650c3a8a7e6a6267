import type { Metric } from '../../metric.ts';
import type { Claim } from '../claim.ts';
import { publishedReport } from '../report.ts';
import { against } from './figures.ts';

const { A, E } = publishedReport.scenarios;
const udp = { probe: 'udp-published', params: { via: 'pod' } } as const;
/** Loss may be zero, which has no ratio; what arrived of what was sent has one. */
const delivered: Metric = {
  title: 'UDP packets that arrived',
  unit: '%',
  better: 'higher',
  margin: { ratio: 0.05, reason: 'below 5 % of the packets nobody changes a datapath' },
};

/** At 10 Gbit/s offered: B, C and E could send no more than 8, and lost little of that. */
export const udpLoss: Claim = {
  id: 'udp-loss',
  title: {
    en: 'UDP loss is 20 % in A and D, 0.03 % in E',
    ko: 'UDP 손실은 A와 D에서 20 %, E에서 0.03 %이다',
  },
  expectations: [
    {
      ...udp,
      name: { en: 'share of UDP packets that arrived', ko: '도착한 UDP 패킷의 비율' },
      metric: 'udp.loss',
      ...against('E', 'A'),
      expect: 'better',
      publishedRatio: (100 - E.udpLossPercent) / (100 - A.udpLossPercent),
      view: { metric: delivered, of: (lossPercent) => 100 - lossPercent },
    },
  ],
  context: [
    {
      ...udp,
      name: { en: 'UDP rate that arrived', ko: '수신 측 UDP 속도' },
      metric: 'udp.receiver-rate',
      ...against('E', 'A'),
    },
    {
      ...udp,
      name: { en: 'UDP rate that was sent', ko: '송신 측 UDP 속도' },
      metric: 'udp.sender-rate',
      ...against('E', 'A'),
    },
  ],
};
