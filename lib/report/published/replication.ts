import type { Bilingual, ClaimId, Context } from '../../domain/published/claim.ts';
import type { Judgement } from '../../domain/published/judgement.ts';
import { fewestBlocks } from '../../domain/verdict.ts';
import { formatCount } from '../format.ts';
import type { Language } from './difference.ts';

/** Before anything is measured: what makes an answer on EKS one that another cluster would give, too. */
const ground: readonly Bilingual[] = [
  {
    en: 'Deploy all five scenarios at once, each its own cluster of three m6i.xlarge in one zone: npx cdk deploy Results ScenarioA ScenarioB ScenarioC ScenarioD ScenarioE --concurrency 5. With -c profile=claims they measure what the claims are judged by.',
    ko: '다섯 시나리오를 각각 한 가용 영역의 m6i.xlarge 3대로 된 클러스터에 동시에 배포합니다: npx cdk deploy Results ScenarioA ScenarioB ScenarioC ScenarioD ScenarioE --concurrency 5. -c profile=claims를 주면 주장을 판정하는 데 필요한 것을 측정합니다.',
  },
  {
    en: `Destroy and deploy anew for each repetition: the clusters are the independent units, and an interval needs ${fewestBlocks} of them a scenario. With one, verdicts describe that cluster.`,
    ko: `반복할 때마다 삭제하고 다시 배포합니다. 독립 단위는 클러스터이며, 구간을 얻으려면 시나리오마다 ${fewestBlocks}개가 필요합니다. 하나뿐이면 판정은 그 클러스터에 대한 기술일 뿐입니다.`,
  },
  {
    en: "Compare each block's ratio to the host's own network, and leave out samples beside which an ENA allowance was exceeded.",
    ko: '각 블록의 값은 호스트 네트워크 대조군에 대한 비율로 비교하고, ENA 허용량을 초과한 샘플은 제외합니다.',
  },
];

/** What a claim needs beyond that. */
const needs: Readonly<Record<ClaimId, Bilingual>> = {
  throughput: {
    en: 'fixed 1 Gbit/s below the baseline of 1.56 Gbit/s first, with processor time; then few, spaced peaks, labelled burst',
    ko: '먼저 기준 대역폭 1.56 Gbit/s 아래인 1 Gbit/s 고정 속도와 CPU 시간을, 그다음 간격을 둔 소수의 최고 속도를 버스트로 표시하여 측정',
  },
  'loaded-rtt': {
    en: 'E with and without BBR, since the other seven tunings do not touch the queue',
    ko: '나머지 일곱 튜닝은 큐에 관여하지 않으므로 E를 BBR이 있을 때와 없을 때로 나누어 측정',
  },
  'http-tail': {
    en: 'the same number of connections everywhere, against a server that is not the limit as well',
    ko: '모든 곳에서 같은 연결 수로, 한계에 이르지 않는 서버에 대해서도 측정',
  },
  'udp-loss': {
    en: 'a ladder of 1, 2 and 4 Gbit/s beside the published 10, and E with a pod that carries an egress bandwidth',
    ko: '공개된 10 Gbit/s와 함께 1, 2, 4 Gbit/s 단계로, 그리고 egress 대역폭이 지정된 파드가 있는 E도 측정',
  },
  'iptables-scaling': {
    en: 'Services without pods of their own; the place of the measured one in the chain is drawn anew for each block',
    ko: '자체 파드가 없는 Service를 사용하고, 측정하는 Service의 체인 내 위치는 블록마다 새로 뽑음',
  },
  'ebpf-scaling': {
    en: '1,000 and 5,000 Services as well, where a difference would show sooner',
    ko: '차이가 더 잘 드러나는 Service 1,000개와 5,000개에서도 측정',
  },
  dns: {
    en: 'the DNS servers placed on the same nodes in every scenario, names with and without the search list',
    ko: '모든 시나리오에서 DNS 서버를 같은 노드에 두고, 검색 도메인 목록을 쓰는 이름과 쓰지 않는 이름을 모두 측정',
  },
};

/** Blocks in each cluster: what this run's spread asks for, else ten. */
const usualBlocks = 10;

/** How to decide the seven claims on EKS, in lines; the numbers of blocks follow the spread of this run. */
export function replicationPlan(judgements: Iterable<Judgement>, language: Language): string[] {
  const lines = [...judgements].map(({ claim, weighings, standing }, index) => {
    const points = new Set(weighings.map(({ asked }) => pointText(asked)));
    const wanted = standing.kind === 'open' ? (standing.blocks ?? usualBlocks) : usualBlocks;
    const blocks = formatCount(Math.max(usualBlocks, wanted));
    const need = needs[claim.id][language];
    return language === 'en'
      ? `${index + 1}. ${[...points].join('; ')}; ${blocks} blocks; ${need}.`
      : `${index + 1}. ${[...points].join('; ')}; ${blocks}개 블록; ${need}.`;
  });
  return [...ground.map((text) => text[language]), ...lines];
}

/** `connect via=service at 4 and 1,000 Services`: as it stands in a plan. */
function pointText({ probe, params, value }: Context): string {
  const given = Object.entries(params).map(([name, one]) => `${name}=${one}`);
  const services = value.services === 'fewest' ? '' : `, 4 / ${formatCount(value.services)} Services`;
  return `${[probe, ...given].join(' ')}${services}`;
}
