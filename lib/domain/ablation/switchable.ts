import type { Bilingual } from '../published/claim.ts';
import type { Setting } from '../published/judgement.ts';
import { type TuningId, tuningIds } from '../tuning.ts';
import type { StepOptions } from './steps.ts';

type Reasons = Readonly<Partial<Record<TuningId, Bilingual>>>;

/** What has no counterpart among the lab's parts. */
const notInLab: Reasons = {
  'bpf-masquerade': { en: 'no packet leaves the cluster', ko: '클러스터를 떠나는 패킷이 없음' },
  'bandwidth-manager': { en: 'paced departure needs fq', ko: '출발 시각을 맞추려면 fq가 필요함' },
  'larger-ct': {
    en: 'a full table forgets its oldest flows',
    ko: '테이블이 가득 차면 가장 오래된 플로를 잊음',
  },
  'hubble-off': { en: 'no program reports events', ko: '이벤트를 보고하는 프로그램이 없음' },
};

/** What a cluster away from EC2 cannot be counted on to have; where it was measured all the same, it is shown. */
const notOnTestBed: Reasons = {
  'bandwidth-manager': { en: 'the test bed’s kernel has no fq', ko: '테스트베드의 커널에 fq가 없음' },
  bbr: {
    en: 'it needs the Bandwidth Manager, and that fq, which the test bed’s kernel has not',
    ko: '대역폭 관리자가 필요하고, 그것이 쓰는 fq가 테스트베드의 커널에 없음',
  },
};

const bySetting: Readonly<Record<Setting, Reasons>> = { lab: notInLab, 'test bed': notOnTestBed, eks: {} };

/** Why a setting cannot show what a tuning does; undefined when it can. */
export function whyNotShown(setting: Setting, tuning: TuningId): Bilingual | undefined {
  return bySetting[setting][tuning];
}

/** What steps a setting allows: the tunings that it can switch, and whether each by itself. */
export function stepOptions(setting: Setting): StepOptions {
  return {
    switchable: tuningIds.filter((id) => whyNotShown(setting, id) === undefined),
    unbound: setting === 'lab',
  };
}
