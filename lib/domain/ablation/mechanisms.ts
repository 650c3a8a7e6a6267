import type { Bilingual, Expectation } from '../published/claim.ts';
import type { Setting } from '../published/judgement.ts';
import type { TuningId } from '../tuning.ts';

/** What a tuning's mechanism leads one to expect of a figure, declared before any measurement. */
export interface Mechanism extends Pick<Expectation, 'expect'> {
  readonly tuning: TuningId;
  /** Ids of figures. */
  readonly figures: readonly string[];
  /** Where it can be expected; everywhere when left out. */
  readonly setting?: Setting;
  readonly why: Bilingual;
}

export const mechanisms: readonly Mechanism[] = [
  {
    tuning: 'socket-lb',
    figures: ['connect-many'],
    expect: 'better',
    // On a cluster Cilium translates a pod's connections in B as well, by packet.
    setting: 'lab',
    why: {
      en: 'the address is replaced at connect(), and no chain of rules is walked',
      ko: 'connect()에서 주소를 바꾸므로 규칙 체인을 지나지 않음',
    },
  },
  {
    tuning: 'native-routing',
    figures: ['throughput', 'rtt'],
    expect: 'better',
    why: { en: 'no header is put on or taken off', ko: '헤더를 붙이거나 떼지 않음' },
  },
  {
    tuning: 'host-routing',
    figures: ['rtt', 'connect'],
    expect: 'better',
    why: {
      en: 'packets pass by the host’s netfilter and routing tables',
      ko: '패킷이 호스트의 netfilter와 라우팅 테이블을 거치지 않음',
    },
  },
  {
    tuning: 'hubble-off',
    figures: ['connect', 'connect-many'],
    expect: 'better',
    // The test bed showed it before anybody had declared it (docs/evidence/testbed).
    setting: 'eks',
    why: {
      en: 'the agents have no event of each connection to pass on',
      ko: '에이전트가 연결마다 이벤트를 전달하지 않음',
    },
  },
  {
    tuning: 'bbr',
    figures: ['saturated-shaped'],
    expect: 'better',
    why: { en: 'it does not fill the queue of a bottleneck', ko: '병목의 큐를 채우지 않음' },
  },
  {
    tuning: 'bbr',
    figures: ['throughput-shaped'],
    expect: 'equivalent',
    why: { en: 'it still takes the rate that is there', ko: '주어진 속도는 그대로 씀' },
  },
  {
    tuning: 'bbr',
    figures: ['throughput'],
    expect: 'worse',
    // Elsewhere fq paces, and a wire is slower than memory.
    setting: 'lab',
    why: {
      en: 'without a bottleneck pacing by timers only holds the stream back',
      ko: '병목이 없으면 타이머에 따른 페이싱이 스트림을 늦출 뿐임',
    },
  },
];

/** What is expected of a tuning at a figure; undefined where nothing was declared. */
export function mechanismOf(tuning: TuningId, figure: string, setting: Setting): Mechanism | undefined {
  return mechanisms.find(
    (one) =>
      one.tuning === tuning &&
      one.figures.includes(figure) &&
      (one.setting === undefined || one.setting === setting),
  );
}
