import type { statements as en } from '../en/statements.ts';

export const statements: Readonly<Record<keyof typeof en, string>> = {
  'comparison.caption': '시나리오의 차이점',
  'comparison.cni': 'CNI',
  'comparison.ipam': '파드 주소',
  'comparison.routing': '노드 간',
  'comparison.services': 'Service',
  'comparison.kube-proxy': 'kube-proxy',
  'comparison.policy': '정책',
  'comparison.mtu': '파드 MTU',
  'comparison.tunings': '튜닝',
  'comparison.vpc-cni': 'Amazon VPC CNI',
  'comparison.cilium': 'Cilium',
  'comparison.eni-prefixes': 'ENI와 프리픽스의 VPC 주소',
  'comparison.cluster-pool': '클러스터 자체 네트워크(cluster-pool)',
  'comparison.native': '네이티브(VPC가 라우팅)',
  'comparison.vxlan': 'VXLAN',
  'comparison.iptables': 'kube-proxy의 iptables',
  'comparison.packet': 'Cilium이 패킷마다, 나머지는 kube-proxy',
  'comparison.socket': 'Cilium이 소켓에서',
  'comparison.l34': 'NetworkPolicy: L3, L4',
  'comparison.l7': 'NetworkPolicy, L7, DNS 이름, 호스트',
  'comparison.b-and-c':
    '파드가 클라이언트일 때 B와 C의 비교로 kube-proxy만 떼어 볼 수는 없습니다. B에서도 Cilium이 직접 패킷마다 주소를 바꾸고, C에서는 소켓에서 바꾸기 때문입니다.',
  'tunings.intro':
    'D를 E로 만드는 항목입니다. 다른 튜닝이 필요한 튜닝은 그것 없이는 에이전트가 거부하거나 예전 방식으로 되돌아갑니다(Cilium 1.16.5). 그래서 D에 BBR만 더한 구성은 있을 수 없습니다. 각각의 기여는 D+host-routing 같은 변형으로 측정하며, 이 표는 어떤 시나리오에 무엇이 있는지만 나타냅니다.',
  'tunings.caption': '여덟 가지 튜닝과 적용된 시나리오',
  'tunings.needs': '선행 조건',
  'tunings.does': '하는 일',
  'tuning.socket-lb': 'connect()에서 Service 주소를 파드 주소로 바꾸므로 패킷을 변환하지 않습니다.',
  'tuning.host-routing': '장치와 파드 사이를 eBPF로 전달하여 호스트의 netfilter를 거치지 않습니다.',
  'tuning.bpf-masquerade':
    '클러스터 밖으로 나가는 것을 eBPF로 마스커레이드합니다. 이것이 없으면 BPF 호스트 라우팅이 예전 방식으로 되돌아갑니다.',
  'tuning.bandwidth-manager':
    '기본 큐잉 대신 출발 시각을 정하는 fq를 씁니다. 여기의 파드에는 대역폭 제한이 없습니다.',
  'tuning.bbr': '손실이 아니라 대역폭과 지연으로 혼잡을 제어하여 스트림이 스스로 채우는 큐를 줄입니다.',
  'tuning.native-routing': '파드가 VPC 주소를 쓰며 오버레이가 없습니다. D에 이미 있습니다.',
  'tuning.larger-ct': '더 많은 연결을 담습니다. 기본 한도 아래에서는 달라지는 것이 없습니다.',
  'tuning.hubble-off': '플로 이벤트가 없어 그 비용도 쓸모도 사라집니다.',
  'xdp.caption': 'XDP와 DSR: 알려진 것과 그 확실성',
  'xdp.found-caption': '클러스터가 밝힌 {label}의 XDP와 DSR 조건',
  'xdp.head.what': '조건',
  'xdp.head.found': '확인한 값',
  'xdp.head.needed': '필요한 것',
  'xdp.head.verdict': '판단',
  'xdp.head.claim': '내용',
  'xdp.head.source': '출처',
  'xdp.head.doubt': '의문',
  'xdp.published': '공개된 보고서는 ENA 드라이버에 bpf_link가 없어 XDP를 쓸 수 없다고 합니다.',
  'xdp.published-doubt': '의심스럽습니다. 이슈에 나온 제약은 다른 것입니다. [7] [8]',
  'xdp.ena': 'ENA에서 네이티브 XDP를 쓰려면 MTU가 3498 이하여야 하고 채널은 절반까지만 쓸 수 있습니다.',
  'xdp.ena-doubt':
    '2020~2023년 이슈와 풀 리퀘스트의 내용이며 커널과 드라이버에 따라 다르므로 노드에서 확인해야 합니다. A, D, E의 파드 MTU는 9001입니다.',
  'xdp.dsr':
    'DSR은 백엔드 노드가 클라이언트에 직접 응답하며, 네이티브 라우팅이나 오버레이에서는 Geneve가 필요합니다.',
  'xdp.dsr-doubt':
    'EC2에서는 ENI의 소스/대상 확인과 응답 주소가 이를 허용해야 합니다. 여기서는 시도하지 않았습니다.',
  'xdp.use':
    '둘 다 노드 포트와 로드 밸런서로 밖에서 들어오는 트래픽을 빠르게 합니다. 여기서 측정한 파드 간 호출에는 쓰이지 않습니다.',
  'xdp.use-doubt': '없음: 훅의 위치에서 따라 나옵니다. [1]',
  'ai-ml.intro': '여기의 값이 말해 주는 범위에서 학습과 추론에 중요한 점은 다음과 같습니다.',
  'ai-ml.multi-hop':
    '열 개의 서비스를 지나는 요청은 왕복 시간을 열 번 기다리며, 연결을 유지하지 않으면 연결 설정도 열 번 기다립니다. 중앙값은 대략 더할 수 있지만 백분위수는 더할 수 없으므로, 여러 홉의 꼬리는 측정하거나 합성곱으로 구해야 합니다.',
  'ai-ml.batch':
    '학습은 소수의 노드 사이에서 큰 텐서를 옮기므로 인스턴스 대역폭이 좌우하며, EFA나 호스트 네트워크를 쓰면 CNI는 경로에 없습니다.',
  'ai-ml.gateway':
    '게이트웨이와 피처 스토어는 많은 Service로 많은 연결을 엽니다. Service 수에 따른 새 연결의 비용을 보아야 합니다.',
  'ai-ml.pods': 'GPU 노드는 큰 파드를 적게 실행하므로 주소 밀도(프리픽스 위임)가 한계가 되는 일은 드뭅니다.',
  'conclusion.lab':
    '한 대의 머신에서 본 메커니즘입니다. EKS에서 무엇을 보아야 하고 무엇을 기대하지 말아야 하는지는 말해 주지만, 클러스터의 CNI를 골라 주지는 않습니다.',
  'conclusion.kube': '한 클러스터를 기술하는 값이며, 메커니즘으로 설명되는 만큼만 다른 곳에 통합니다.',
  'conclusion.eks':
    '시나리오마다 한 번의 배포를 기술하는 값입니다. 비용이 드는 결정이라면 한 번 더 배포해 볼 만합니다.',
  'conclusion.undecided':
    '미결인 것은 미결로 남습니다. {n}건은 더 많은 블록이나 더 조용한 환경이 필요합니다.',
  'caveat.values':
    'bpf.ctGlobalTCPMax와 bpf.ctGlobalAnyMax는 1.16~1.20의 어떤 차트에도 없는 키이며 거부되지도 않습니다. 공개된 구성의 더 큰 테이블은 적용된 적이 없습니다. [2]',
  'caveat.float':
    'bpf.ctTcpMax에 큰 수를 주면 JSON을 거치며 1.048576e+06이 되어 1.16.5 에이전트가 멈춥니다. extraConfig에 문자열로 주면 됩니다. [9]',
  'caveat.prefix':
    'eni.enablePrefixDelegation은 아무 말 없이 무시됩니다. 올바른 키는 eni.awsEnablePrefixDelegation입니다. [2]',
  'caveat.fallback':
    '키는 희망 사항일 뿐입니다. BPF 마스커레이드가 없으면 에이전트는 호스트 라우팅으로 되돌아가고 로그만 남깁니다. 값이 아니라 에이전트가 보고하는 상태를 확인하십시오. [2]',
  'caveat.rules':
    'kube-proxy를 제거해도 규칙은 남아 계속 순회됩니다. 제거한 뒤 KUBE- 규칙의 수를 확인하십시오.',
  'caveat.burst':
    'm6i.xlarge의 “최대 12.5 Gbit/s”는 버스트이며 기준 대역폭은 약 1.56 Gbit/s입니다. 배치 그룹 밖에서는 플로 하나가 5 Gbit/s로 제한됩니다. [3]',
  'caveat.allowances':
    'ENA는 허용량을 넘어 지연시키거나 버린 패킷을 셉니다(…_allowance_exceeded). 그 값이 오른 측정은 한도를 나타냅니다. [4]',
  'caveat.udp':
    '송신 측 UDP 속도는 처리량이 아니므로 도착한 값을 보십시오. 파드에 대역폭 애너테이션이 없으면 Bandwidth Manager는 효과가 없습니다. [6]',
  'references.cilium': 'Cilium 1.16 문서',
  'references.charts': 'Cilium 1.16.5~1.20.0 헬름 차트(렌더링하여 확인)',
  'references.bandwidth': 'Amazon EC2 인스턴스 네트워크 대역폭',
  'references.ena': 'ENA 드라이버의 네트워크 성능 모니터링',
  'references.policy': 'Amazon EKS: VPC CNI의 네트워크 정책',
  'references.published': 'EKS의 VPC CNI와 Cilium, 2026-02-09 측정 보고서',
  'references.xdp-issue': 'cilium#12138: ENA의 XDP',
  'references.xdp-pull': 'cilium#25453: AWS에서 XDP의 제약, PR 19593',
  'references.float-issue': 'cilium#34010: 에이전트가 읽지 못하는 ConfigMap의 수',
  'references.conover': 'Conover, Practical Nonparametric Statistics, 3.2: 분위수의 구간',
  'references.intro':
    '위 내용의 근거가 된 문서와 이슈입니다. 링크는 이 페이지 밖으로 이어지며, 이 페이지는 거기서 아무것도 불러오지 않습니다.',
};
