import type { Claim, Context } from '../claim.ts';
import { publishedReport } from '../report.ts';
import { against } from './figures.ts';

const { A, E } = publishedReport.scenarios;
const unloadedRoundTrip: Context = {
  name: { en: 'unloaded round trip, p50', ko: '부하 없는 왕복 시간(p50)' },
  metric: 'rtt.p50',
  probe: 'rtt',
  params: { via: 'pod' },
  ...against('E', 'A'),
};

/** Quoted as RTT; it is the mean round trip of one saturating stream of 1-byte writes. */
export const loadedRtt: Claim = {
  id: 'loaded-rtt',
  title: { en: 'RTT of E is 36 % below that of A', ko: 'E의 RTT는 A보다 36 % 낮다' },
  expectations: [
    {
      name: { en: 'loaded round trip, mean', ko: '부하 상태의 왕복 시간(평균)' },
      metric: 'rtt.loaded-mean',
      probe: 'rtt-published',
      params: { via: 'pod' },
      ...against('E', 'A'),
      expect: 'better',
      publishedRatio: E.loadedRttMeanUs / A.loadedRttMeanUs,
    },
  ],
  context: [unloadedRoundTrip],
};
