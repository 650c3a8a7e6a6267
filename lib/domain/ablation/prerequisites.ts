import type { Bilingual } from '../published/claim.ts';
import type { TuningId } from '../tuning.ts';

/** What a node's kernel must bring, since the agent brings only the settings. */
export type KernelFeature = 'fq' | 'bbr';

/** Why a tuning needs something, and where that is said. */
interface Need {
  readonly tuning: TuningId;
  readonly reason: Bilingual;
  readonly source: string;
}

/** An edge of the graph of tunings: without what it needs, the agent refuses a tuning or falls back. */
export interface Prerequisite extends Need {
  readonly needs: TuningId;
}

/** What a tuning needs of the nodes' kernel. */
export interface KernelNeed extends Need {
  readonly kernel: KernelFeature;
}

const docs = 'https://docs.cilium.io/en/stable';

/** Read in Cilium 1.16.5 and its documentation. What stands here for no tuning needs nothing. */
export const prerequisites: readonly Prerequisite[] = [
  {
    tuning: 'bpf-masquerade',
    needs: 'socket-lb',
    reason: {
      en: 'BPF masquerade uses the NodePort code, which kube-proxy replacement brings, and that turns socket-level balancing on.',
      ko: 'BPF 마스커레이드는 kube-proxy 대체가 제공하는 NodePort 코드를 쓰며, 그 대체가 소켓 수준 로드 밸런싱을 켭니다.',
    },
    source: `${docs}/network/concepts/masquerading/`,
  },
  {
    tuning: 'host-routing',
    needs: 'bpf-masquerade',
    reason: {
      en: 'BPF host routing passes by iptables, which would masquerade; without BPF masquerade the agent falls back to the host’s stack.',
      ko: 'BPF 호스트 라우팅은 마스커레이드하는 iptables를 거치지 않으므로, BPF 마스커레이드가 없으면 에이전트가 호스트 스택으로 되돌아갑니다.',
    },
    source: `${docs}/operations/performance/tuning/`,
  },
  {
    tuning: 'bbr',
    needs: 'host-routing',
    reason: {
      en: 'The host’s stack drops the departure times by which BBR paces a pod’s packets; the agent stops without BPF host routing.',
      ko: '호스트 스택은 BBR이 파드의 패킷 간격을 정하는 출발 시각을 지우므로, BPF 호스트 라우팅이 없으면 에이전트가 멈춥니다.',
    },
    source: `${docs}/network/kubernetes/bandwidth-manager/`,
  },
  {
    tuning: 'bbr',
    needs: 'bandwidth-manager',
    reason: {
      en: 'BBR of pods is an option of the Bandwidth Manager.',
      ko: '파드의 BBR은 대역폭 관리자의 옵션입니다.',
    },
    source: `${docs}/network/kubernetes/bandwidth-manager/`,
  },
];

export const kernelNeeds: readonly KernelNeed[] = [
  {
    tuning: 'bandwidth-manager',
    kernel: 'fq',
    reason: {
      en: 'Packets leave at their departure times by fq queues.',
      ko: '패킷은 fq 큐에서 출발 시각에 맞춰 나갑니다.',
    },
    source: `${docs}/operations/system_requirements/`,
  },
  {
    tuning: 'bbr',
    kernel: 'fq',
    reason: { en: 'fq paces what BBR sends.', ko: 'fq가 BBR이 보내는 간격을 맞춥니다.' },
    source: `${docs}/network/kubernetes/bandwidth-manager/`,
  },
  {
    tuning: 'bbr',
    kernel: 'bbr',
    reason: {
      en: 'The congestion control itself is the kernel’s, from 5.18 on for pods.',
      ko: '혼잡 제어 자체는 커널의 것이며, 파드에는 5.18부터 쓸 수 있습니다.',
    },
    source: `${docs}/network/kubernetes/bandwidth-manager/`,
  },
];
