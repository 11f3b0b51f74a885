/** 한국어: 도움말. Korean: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: '계정',
  server: '서버',
  microphone: '마이크',
  relay: '릴레이',
  notifications: '알림',
};

const checks: Record<CheckWord, string> = {
  ready: '로그인됨',
  connecting: '로그인 중…',
  offline: '연결을 기다리는 중',
  refused: '로그인이 거부됨: 사용자 이름과 비밀번호를 확인하세요',
  unconfigured: '설정되지 않음',
  elsewhere: '다른 탭에서 사용 중',
  stopped: '로그아웃됨',
  connected: '연결됨',
  'not-connected': '연결할 수 없음',
  idle: '연결되지 않음',
  granted: '사용 가능',
  ask: '아직 허용되지 않음',
  denied: '이 사이트에서 차단됨',
  missing: '찾을 수 없음',
  insecure: '이 페이지는 https를 사용해야 합니다',
  frame: '이 프레임에서는 사용할 수 없음',
  policy: '이 사이트에서 허용하지 않음',
  'in-use': '다른 프로그램에서 사용 중',
  'no-relay': '설정되지 않음: 제한이 엄격한 네트워크에서는 통화에 실패할 수 있습니다',
  'relay-works': '작동함',
  'relay-fails': '연결할 수 없음: 제한이 엄격한 네트워크에서는 통화에 실패할 수 있습니다',
  checking: '확인 중…',
  unsupported: '이 브라우저에서 지원되지 않음',
};

export const tools: ToolWords = {
  diagnostics: '연결 확인',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: '좋음',
  warning: '경고',
  fault: '오류',
  allGood: '모두 정상입니다',
  report: '보고서',
  copyReport: '보고서 복사',
  copied: '복사됨',
  cannotCopy: '이 브라우저에서는 페이지가 복사할 수 없습니다. 대신 텍스트를 선택하세요.',
  allowMicrophone: '마이크 허용',
  allowNotifications: '알림 허용',

  trace: 'SIP 메시지',
  traceMessages: (count) => `메시지 ${count}개`,
  noTraceYet: '아직 메시지 없음',
  thisPhone: '전화',
  theServer: '서버',
  others: '기타',
  copyMessage: '메시지 복사',
  copyAll: '모두 복사',
  download: '다운로드',
  pause: '일시정지',
  continueTrace: '계속',

  callsFromThisPage: (number) => `이 페이지에서 ${number} 번호로 전화`,
  notCalledFromPages: (number) => `페이지에서 ${number} 번호로는 전화할 수 없습니다`,
  callThisNumber: '이 번호로 전화할까요?',
  callThisNumberWhy:
    '이 통화는 페이지가 시작하며, 페이지의 텍스트에는 이 번호가 표시되지 않습니다. 통화료가 부과될 수 있습니다.',
  serviceCode: '페이지에서는 이 코드로 전화할 수 없습니다',
  serviceCodeWhy: '서비스 코드는 착신전환 등 회선 설정을 변경할 수 있습니다. 변경하려면 키패드에서 직접 입력하세요.',
  framedPhone: '전화',
};
