import type { chains as en } from '../en/chains.ts';

export const chains: Readonly<Record<keyof typeof en, string>> = {
  'chain.intro':
    '측정한 호출에서 매번 새로 하나를 뽑아 이어 붙일 때 걸리는 시간이며, 합의 분포를 합성곱으로 구했습니다. 백분위수는 더할 수 없습니다. 백 번에 한 번 느린 호출 둘이 함께 느린 일은 드물기 때문입니다.',
  'chain.assumption':
    '측정값이 아니라 계산값이며, 호출이 서로 독립일 때만 맞습니다. 여러 호출을 한꺼번에 늦추는 것(바쁜 프로세서, 다른 트래픽의 버스트, 런타임의 일시 정지)이 있으면 실제 꼬리는 더 길어지고, 측정한 호출마다 들어 있지만 이어 붙이면 한 번뿐인 것(클라이언트 자신이 잠에서 깨는 시간 등)이 있으면 실제로는 더 짧아지며, 서비스 자체가 쓰는 시간은 여기에 더해집니다.',
  'chain.bounds':
    '호출이 히스토그램의 어느 구간에 있는지, 원본 출력이 없으면 도구가 보간한 어느 두 백분위수 사이에 있는지만 알 수 있고 그 안의 위치는 알 수 없습니다. 따라서 각 값은 아래와 위의 한계이며, 블록의 중앙값입니다.',
  'chain.caption.round-trips': '부하 없이 유지된 연결에서 이어지는 24바이트 왕복, {unit}',
  'chain.caption.requests': '유지된 연결에서 초당 1,000개로 보낸 HTTP 요청을 이어 붙인 값, {unit}',
  'chain.head.p50': '호출 {calls}번, p50',
  'chain.head.p99': '호출 {calls}번, p99',
  'chain.head.against': '호출 {calls}번, {baseline} 대비',
  'chain.longer': '모든 블록에서 김',
  'chain.shorter': '모든 블록에서 짧음',
  'chain.not-apart': '구별되지 않음',
  'chain.from': '{low} 이상',
  'chain.histograms': '히스토그램',
  'chain.percentiles': '백분위수만',
  'chain.absent':
    '이어지는 호출은 계산하지 않았습니다. 뽑을 호출이 충분한(천 번 이상) 블록이 이 측정에 없습니다.',
  'chain.no-requests':
    '이어지는 HTTP 요청은 계산하지 않았습니다. 요청 천 번 이상의 히스토그램이 원본 출력에 있어야 하는데 이 보고서에는 없습니다.',
};
