import type { policies as en } from '../en/policies.ts';

export const policies: Readonly<Record<keyof typeof en, string>> = {
  'policy.enforced': '적용됨',
  'policy.partly enforced': '일부만 적용됨',
  'policy.not enforced': '적용되지 않음',
  'policy.not offered': '제공하지 않음',
  'policy.not executed': '실행하지 않음',
  'policy.unknown': '알 수 없음',
  'policy.summary': '시도한 정책 {n}개 가운데 {enforced}개가 적용되었고 {odd}개가 예상과 달랐습니다.',
  'policy.unexpected': '예상과 다름',
  'policy.ended': '그 전에 측정이 끝남',
  'policy.why': '사유: {reason}.',
  'policy.untried':
    '{label}에서는 정책을 시도하지 않았습니다. 측정에 정책이 없거나 그 전에 측정이 끝났습니다.',
  'policy.caption': '{label}의 정책: 이 클러스터에서 예상한 것, 관찰한 것, 그 근거',
  'policy.known-caption': '공개된 문서에 따라 각 시나리오가 EKS에서 할 것으로 예상되는 것',
  'policy.head.case': '정책',
  'policy.head.expected': '여기서의 예상',
  'policy.head.observed': '관찰',
  'policy.head.evidence': '근거 또는 실행하지 않은 사유',
  'policy.head.on-eks': 'EKS에서의 예상',
  'policy.delay':
    'API 서버의 응답을 기준으로 {from}~{until} ms 사이에 적용되었습니다. 음수는 응답 전입니다({n}회의 중앙값, 최대 {most} ms).',
  'policy.delay-until':
    'API 서버의 응답을 기준으로 {until} ms까지 적용되었습니다. 음수는 응답 전입니다({n}회의 중앙값, 최대 {most} ms).',
  'policy.vpc-cni':
    'VPC CNI(A): 에이전트가 파드의 veth에서 eBPF로 쿠버네티스 NetworkPolicy(주소, 포트, 셀렉터)를 적용합니다. [5]',
  'policy.cilium':
    'Cilium(B~E): NetworkPolicy에 더해 CiliumNetworkPolicy로 엔티티, DNS 이름, HTTP 메서드와 경로, 클러스터 전체와 호스트 정책을 적용합니다. L7 규칙은 연결을 프록시로 보내므로 프록시만큼의 비용이 듭니다. [1]',
  'policy.doubt': '정책이 적용되기까지 걸리는 시간과 패킷당 비용은 문서로 알 수 없으며 측정해야 합니다.',
};
