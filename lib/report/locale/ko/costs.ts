import type { costs as en } from '../en/costs.ts';

export const costs: Readonly<Record<keyof typeof en, string>> = {
  'section.cost': '월간 비용(USD)',
  'cost.load':
    '부하가 한 달 내내 이어질 때 측정한 프로세서 시간과 메모리의 비용입니다. 부하는 TCP 1 Gbit/s와 초당 새 연결 1,000개이며, 프로브를 실행한 부하 그대로이므로 외삽하지 않습니다. 1초마다 쓰는 프로세서 초가 곧 점유하는 vCPU 수입니다.',
  'cost.prices':
    '{readOn}에 확인한 온디맨드 가격이며 세금과 할인은 제외했습니다. {region}의 {instanceType:은/는} 시간당 {hour} USD입니다. 한 달을 730시간으로 보면 vCPU 하나는 {vcpu} USD, 1 GiB는 {gibibyte} USD이며, AWS가 인스턴스 가격을 파드별로 나눌 때처럼 vCPU 하나를 9 GiB로 칩니다. [11] 다른 하드웨어에서 측정했다면 같은 프로세서 초가 그곳에서 들 비용입니다. 가격의 출처:',
  'cost.caption':
    '시나리오별 월간 비용(USD), 측정한 두 노드의 합, {region}의 {instanceType}: 중앙값과 95 % 구간, 그리고 차이',
  'cost.alone':
    '각 행은 더할 수 없습니다. 노드 전체의 프로세서 시간에는 송신 측, 수신 측, 에이전트의 몫과 부하가 없어도 노드가 쓰는 몫이 들어 있으므로, 시나리오 사이의 차이가 데이터패스의 비용입니다.',
  'cost.absent':
    '값을 매길 수 있는 것을 측정하지 않았습니다. 이 측정의 프로필({profile})에 고정 부하와 무부하의 프로세서 시간이 없거나 값이 없습니다. 프로필 standard와 full에 들어 있습니다.',
  'cost.traffic': 'TCP 1 Gbit/s(노드 전체)',
  'cost.connections': '초당 새 연결 1,000개(노드 전체)',
  'cost.idle-nodes': '부하 없음(노드 전체)',
  'cost.idle-agents': '부하 없음, CNI 에이전트의 프로세서 시간',
  'cost.idle-kube-proxy': '부하 없음, kube-proxy의 프로세서 시간',
  'cost.idle-memory': '부하 없음, CNI 에이전트의 메모리',
  'cost.loaded-memory': '1 Gbit/s 부하 중 CNI 에이전트의 메모리',
  'cost.kube-proxy-memory': '부하 없음, kube-proxy의 메모리',
  'references.split-cost': 'AWS Data Exports: 비용 분할 할당 데이터의 예',
};
