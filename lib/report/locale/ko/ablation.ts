import type { ablation as en } from '../en/ablation.ts';

export const ablation: Readonly<Record<keyof typeof en, string>> = {
  'ablation.intro':
    '튜닝마다 기여하는 바입니다. 그 튜닝이 있는 시나리오를 같은 구성에서 그것만 뺀 시나리오와 비교합니다. 정방향은 B에서 C와 D를 거쳐 E로 가는 사다리의 한 단, 단독은 D와 그 튜닝에 필요한 것 위의 값, 역방향은 E에서 그 튜닝을 뺀 값입니다. 한 단계의 구간은 아래 지표 전체에서 함께 95 %로 성립합니다.',
  'ablation.caption': '{title}, Service {services}개: 튜닝마다 바꾸는 것',
  'ablation.head.step': '있을 때 / 없을 때',
  'ablation.head.difference': '차이',
  'ablation.head.expected': '예상',
  'ablation.forward': '정방향',
  'ablation.alone': '단독',
  'ablation.backward': '역방향',
  'ablation.whole': 'D 위의 모든 튜닝',
  'ablation.interaction': '단독의 곱을 넘어 함께 하는 몫',
  'ablation.rungs': 'D 위의 단을 모두 곱하면 {product}이며, 전체는 이와 {rest}만큼 다릅니다.',
  'ablation.no-rungs': 'D 위의 모든 단에 값이 있지 않은 지표는 더하지 않으며, 나머지는 알 수 없습니다.',
  'ablation.no-interaction':
    'D 위의 모든 튜닝에 단독 값이 있지 않은 지표에서는 함께여야만 생기는 몫을 알 수 없습니다.',
  'ablation.not-shown': '보이지 않는 단계와 그 까닭',
  'ablation.impossible': '불가능: {reason}',
  'ablation.not-here': '이 환경에서 보일 수 없음: {reason}',
  'ablation.not-measured': '측정하지 않음: {scenarios} 필요',
  'ablation.lab':
    '랩에서는 Cilium 에이전트가 거부할 조합에서도 구성 요소를 하나씩 바꿉니다. D+bbr-host-routing은 호스트 스택 위의 BBR입니다. B는 커널의 VXLAN이고 C는 자체 프로그램이므로 B에서 C로 가는 단계는 Service 처리 외의 것도 바꾸지만, D-socket-lb와 비교한 D는 그렇지 않습니다.',
  'absent.ablation': '이 측정에는 튜닝 하나만 다르고 같은 지표를 측정한 두 시나리오가 없습니다.',
  'expected.better': '좋음',
  'expected.worse': '나쁨',
  'expected.equivalent': '동등',
};
