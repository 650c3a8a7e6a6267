import type { MetricId } from '../../../domain/metric.ts';
import type { PolicyCaseId } from '../../../domain/policy/policy-matrix.ts';
import type { BaseScenarioId } from '../../../domain/scenario.ts';
import type { TuningId } from '../../../domain/tuning.ts';

/** In Korean what the domain names in English. */
export const metricTitles: Readonly<Record<MetricId, string>> = {
  'tcp.throughput': 'TCP 처리량(수신 측)',
  'tcp.retransmits': 'TCP 재전송',
  'udp.max-rate': '손실 0.1 % 미만인 UDP 속도',
  'udp.max-packet-rate': '손실 0.1 % 미만인 UDP 패킷 수',
  'udp.sender-rate': 'UDP 속도(송신 측)',
  'udp.receiver-rate': 'UDP 속도(수신 측)',
  'udp.loss': 'UDP 손실',
  'udp.jitter': 'UDP 지터',
  'rtt.min': 'RTT 최솟값',
  'rtt.p50': 'RTT p50',
  'rtt.p90': 'RTT p90',
  'rtt.p99': 'RTT p99',
  'rtt.p999': 'RTT p99.9',
  'rtt.loaded-mean': '부하 상태의 RTT 평균(공개된 방법)',
  'connect.min': '연결 설정 시간 최솟값',
  'connect.p50': '연결 설정 시간 p50',
  'connect.p99': '연결 설정 시간 p99',
  'connect.rate': '초당 연결 수',
  'http.rate': '초당 HTTP 요청 수',
  'http.mean': 'HTTP 지연 시간 평균',
  'http.p50': 'HTTP 지연 시간 p50',
  'http.p99': 'HTTP 지연 시간 p99',
  'http.errors': 'HTTP 오류',
  'dns.p50': 'DNS 지연 시간 p50',
  'dns.p99': 'DNS 지연 시간 p99',
  'dns.loss': '잃은 DNS 질의',
  'dns.capacity': '손실 0.1 % 미만인 초당 DNS 질의 수',
  'dns.getent': '프로세스 생성과 getent로 잰 DNS(공개된 방법)',
  'cost.cpu-seconds-per-gbit': 'Gbit당 프로세서 시간(노드 전체)',
  'cost.cni-cpu-seconds-per-gbit': 'Gbit당 프로세서 시간(CNI 에이전트)',
  'cost.cpu-seconds-per-10k-connections': '연결 10,000개당 프로세서 시간(노드 전체)',
  'cost.cni-cpu-seconds-per-10k-connections': '연결 10,000개당 프로세서 시간(CNI 에이전트)',
  'cost.cni-memory': '부하 중 메모리(CNI 에이전트)',
  'idle.cpu': '부하 없을 때 프로세서 시간(노드 전체)',
  'idle.cni-cpu': '부하 없을 때 프로세서 시간(CNI 에이전트)',
  'idle.cni-memory': '메모리(CNI 에이전트)',
  'idle.kube-proxy-cpu': '부하 없을 때 프로세서 시간(kube-proxy)',
  'idle.kube-proxy-memory': '메모리(kube-proxy)',
  'services.rules': 'Service의 규칙 또는 맵 항목 수',
  'services.sync': 'Service를 반영하는 시간',
  'services.proxy-sync': 'kube-proxy가 보고한 동기화 시간 평균',
};

const throughput = '인스턴스 크기는 몇 배씩 차이가 나므로 5 % 미만이면 아무도 크기를 바꾸지 않음';
const latency = '한 홉 50~200 µs의 3~10 µs 변화이며, 서비스 열 개를 거칠 때 겨우 느낄 수 있음';
const tail = '공유 호스트에서 p99는 20~50 % 범위에서 재현됨';
const rate = '노드 스무 대에서 한 대의 차이';
const cost = '패킷 처리 비용의 10분의 1 미만으로는 노드 수가 바뀌지 않음';
const agent = '에이전트의 요청량은 큰 단위로 정하므로 5분의 1 미만이면 아무도 바꾸지 않음';

/** Why a margin is as large as it is, where a metric has one. */
export const marginReasons: Readonly<Partial<Record<MetricId, string>>> = {
  'tcp.throughput': throughput,
  'udp.receiver-rate': throughput,
  'udp.max-rate': '이분 탐색이 5 % 간격에서 끝남',
  'rtt.min': latency,
  'rtt.p50': latency,
  'rtt.p90': tail,
  'rtt.p99': tail,
  'rtt.loaded-mean': tail,
  'connect.min': latency,
  'connect.p50': latency,
  'connect.p99': tail,
  'connect.rate': rate,
  'http.rate': rate,
  'http.mean': latency,
  'http.p50': latency,
  'http.p99': tail,
  'dns.p50': latency,
  'dns.p99': tail,
  'dns.capacity': '탐색이 10 % 간격에서 끝남',
  'cost.cpu-seconds-per-gbit': cost,
  'cost.cpu-seconds-per-10k-connections': cost,
  'idle.cni-cpu': agent,
  'idle.cni-memory': agent,
  'idle.kube-proxy-cpu': agent,
  'idle.kube-proxy-memory': agent,
};

/** By id of a headline: its title, and its name in a sentence. */
export const headlineNames: Readonly<Record<string, readonly [title: string, name: string]>> = {
  'cpu-per-gbit': ['1 Gbit/s에서 Gbit당 프로세서 시간', 'Gbit당 프로세서 시간'],
  throughput: ['TCP 처리량(스트림 1개)', '처리량'],
  rtt: ['부하 없는 왕복 시간(최솟값)', '왕복 시간'],
  connect: ['연결 설정 시간(최솟값)', '연결 설정'],
  'connect-many': ['Service 1,000개일 때 연결 설정 시간(최솟값)', 'Service 1,000개일 때 연결 설정'],
  http: ['HTTP keepalive 최고 속도', 'HTTP 처리율'],
  dns: ['DNS 조회 시간(p50)', 'DNS'],
  'throughput-shaped': ['병목을 지나는 TCP 처리량(스트림 1개)', '병목을 지나는 처리량'],
  saturated: ['가득 찬 스트림과 함께 잰 왕복 시간(p50)', '가득 찬 스트림과 함께 잰 왕복 시간'],
  'saturated-shaped': ['가득 찬 병목을 지나는 왕복 시간(p50)', '가득 찬 병목을 지나는 왕복 시간'],
  'connect-scaling': ['연결 설정 시간(최솟값)', '연결 설정'],
  'keepalive-scaling': ['유지된 연결의 왕복 시간(최솟값)', '유지된 연결의 왕복 시간'],
};

export const scenarioTitles: Readonly<Record<BaseScenarioId, string>> = {
  A: 'VPC CNI + kube-proxy',
  B: 'Cilium VXLAN + kube-proxy',
  C: 'kube-proxy 없는 Cilium VXLAN',
  D: 'Cilium ENI 네이티브 라우팅',
  E: '튜닝한 Cilium ENI 네이티브 라우팅',
};

export const tuningTitles: Readonly<Record<TuningId, string>> = {
  'socket-lb': '소켓 수준 로드 밸런싱',
  'host-routing': 'BPF 호스트 라우팅',
  'bpf-masquerade': 'BPF 마스커레이드',
  'bandwidth-manager': '대역폭 관리자(Bandwidth Manager)',
  bbr: 'BBR 혼잡 제어',
  'native-routing': '네이티브 라우팅',
  'larger-ct': '더 큰 연결 추적 테이블',
  'hubble-off': 'Hubble 끔',
};

export const policyTitles: Readonly<Record<PolicyCaseId, string>> = {
  'deny-ingress': '기본 거부, 인그레스: 네임스페이스의 모든 파드',
  'deny-egress': '기본 거부, 이그레스: 네임스페이스의 모든 파드',
  'ingress-pods': '파드 셀렉터에 따른 인그레스(L3)',
  'ingress-ports': '포트에 따른 인그레스(L4)',
  'ingress-namespaces': '네임스페이스 셀렉터에 따른 인그레스',
  'egress-pods-and-ports': '파드 셀렉터와 포트에 따른 이그레스(L3, L4)',
  'egress-namespaces': '네임스페이스 셀렉터에 따른 이그레스',
  'enforcement-delay': 'API 서버의 응답부터 처음 거부된 연결까지의 지연, 5회',
  entities: '엔티티에 따른 인그레스: 노드는 허용, 파드는 거부',
  fqdn: 'DNS 이름에 따른 이그레스',
  'http-rules': 'HTTP 메서드와 경로에 따른 인그레스(L7)',
  'cluster-wide': '파드와 네임스페이스 레이블에 따른 클러스터 전체 정책',
  host: '노드 정책(호스트 방화벽)',
};
