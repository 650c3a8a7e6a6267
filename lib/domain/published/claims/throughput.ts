import type { Claim } from '../claim.ts';
import { everywhereAsInA } from './figures.ts';

/** The burst bandwidth of the instance, reached by all five. */
export const throughput: Claim = {
  id: 'throughput',
  title: {
    en: 'TCP throughput is the same in A to E: the network card is saturated',
    ko: 'TCP 처리량은 A~E에서 동일하다: NIC가 포화되었다',
  },
  expectations: everywhereAsInA({
    name: { en: 'TCP throughput, eight streams', ko: 'TCP 처리량(8개 스트림)' },
    metric: 'tcp.throughput',
    probe: 'tcp',
    params: { streams: 8, via: 'pod' },
  }),
  context: [],
  onlyOnEks: {
    en: 'Here packets cross the memory of one machine, and there is no network card that could be saturated.',
    ko: '이 환경에서는 패킷이 한 대의 머신 메모리만 지나므로 포화될 NIC가 없습니다.',
  },
};
