import type { method as en } from '../en/method.ts';

export const method: Readonly<Record<keyof typeof en, string>> = {
  'method.plan':
    '프로필 {profile}, 시드 {seed}: 블록 {blocks}개, 단계 {steps}개. 시드와 프로필이 같으면 계획도 같습니다.',
  'method.wall':
    '{wall} 걸렸으며, 그중 도구 실행에 {tools}, 호스트가 조용해지기를 기다리는 데 {gate}를 썼습니다.',
  'method.repeated': '교란되어 반복한 실행이 {n}건 있습니다.',
  'method.resumed': '측정을 중단했다가 {n}번 재개했습니다.',
  'method.voided': '깨진 블록 {n}개를 처음부터 다시 측정했습니다.',
  'method.unfinished': '측정이 끝나지 않았습니다. {planned}개 단계 중 {counted}개에 기록이 있습니다.',
  'method.blocks':
    '블록은 한 번의 반복입니다. Service 수의 순서를 섞고, 각 수에서 모든 시나리오의 단계를 섞어 실행하므로 호스트의 드리프트가 모두에 똑같이 미칩니다. 모든 통계의 단위는 블록이며, 한 도구의 출력에 들어 있는 백분위수는 판독값이지 반복이 아닙니다. 실패한 판독은 사유가 있는 기록으로 남으며 숫자가 되지 않습니다.',
  'method.intervals':
    '중앙값의 구간은 순서 통계량에서 얻으므로 분포를 가정하지 않으며, 블록이 {fewest}개 이상일 때 존재합니다. 시나리오는 각 블록 안의 비율로 비교하고, 구간은 로그 비율 평균에 대한 스튜던트 t 구간입니다. 미리 정한 지표 {declared}개 가운데 이 측정에는 {family}개가 있으며, 그 구간은 시나리오마다 함께 95 %로 성립합니다(본페로니). Service {many}개의 비용으로 미리 정한 두 가지, 곧 연결 설정과 열린 연결의 요청도 서로 함께 성립합니다. 나머지는 모두 기술적이며 구간이 각각 따로 성립합니다.',
  'method.across':
    '시나리오를 각각 별도로 측정했으므로 블록이 짝을 이루지 않습니다. 각 블록의 호스트 네트워크 대비 비율을 로그의 웰치 t 구간으로 측정 간에 비교합니다.',
  'method.verdicts':
    '구간 전체가 마진과 노이즈 플로어를 벗어나면 좋음 또는 나쁨, 마진 안에 있으면 동등, 그 밖에는 미결이며, 미결에는 중심과 산포가 그대로일 때 결론을 낼 블록 수를 함께 적습니다. 노이즈 플로어는 기준 시나리오의 두 사본을 비교한 구간에서 먼 쪽 끝입니다. 이 값은 기준을 높이기만 합니다. 마진보다 크면 답은 “구별 불가”이며 결코 “동등”이 아닙니다.',
  'outcome.open': '열림',
  'outcome.unavailable': '사용할 수 없음',
  'outcome.not the datapath it claims': '내세운 데이터패스가 아님',
  'outcome.never opened': '열지 않음',
  'kind.skipped': '건너뜀',
  'kind.failed': '실패',
  'kind.throttled': '제한됨',
  'kind.invalid': '무효',
  'kind.repeated': '반복',
  'kind.voided': '폐기',
  'kind.not run': '실행하지 않음',
  'mark.sender-limited': '송신 측 한계',
  'mark.target-not-reached': '목표 미달',
  'mark.server-bound': '서버 한계',
  'mark.disturbed': '교란',
  'mark.few-events': '이벤트 부족',
  'mark-reason.sender-limited': '송신 측이 더 보내지 못했으며 경로가 한계가 아니었음',
  'mark-reason.target-not-reached': '요청한 속도의 99 %에 이르지 못함',
  'mark-reason.server-bound': '애플리케이션이 프로세서를 다 썼으므로 데이터패스가 아니라 애플리케이션의 값임',
  'mark-reason.disturbed': '스틸 시간이나 다른 부하가 있었고 조용할 때 반복하지 못함',
  'mark-reason.few-events': '백분위수에 필요한 것보다 이벤트가 적음',
};
