import type { Claim } from '../claim.ts';
import { everywhereAsInA } from './figures.ts';

/** Timed around a process of its own, in whole milliseconds. */
export const dns: Claim = {
  id: 'dns',
  title: {
    en: 'DNS takes 2 to 4 ms everywhere: the choice of CNI is negligible',
    ko: 'DNS는 어디서나 2~4 ms이다: CNI 선택의 영향은 무시할 만하다',
  },
  expectations: everywhereAsInA({
    name: { en: 'DNS lookup, p50', ko: 'DNS 조회(p50)' },
    metric: 'dns.p50',
    probe: 'dns-latency',
    params: { names: 'fqdn' },
  }),
  context: [],
};
