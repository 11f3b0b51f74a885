/** 한국어: Korean, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: '마이크',
  speaker: '스피커',
  ringer: '스피커',
  camera: '카메라',
};

const testOf = { microphone: '마이크 테스트', speaker: '스피커 테스트', ringer: '벨소리 테스트' } as const;

const rows: Record<CheckRow, string> = {
  account: '계정',
  server: '서버',
  microphone: '마이크',
  relay: '릴레이',
  notifications: '알림',
};

const checks: Record<CheckWord, string> = {
  ready: '로그인됨',
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
  'echo-works': '소리가 돌아옵니다',
  'echo-fails': '소리가 돌아오지 않음',
  checking: '확인 중…',
  unsupported: '이 브라우저에서 지원되지 않음',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: '마이크',
  speaker: '스피커',
  ringer: '벨소리 장치',
  camera: '카메라',
};

const figures: Record<QualityFigure, string> = {
  codec: '코덱',
  path: '경로',
  roundTrip: '왕복 시간',
  jitter: '지터',
  lossIn: '패킷 손실(수신)',
  lossOut: '패킷 손실(송신)',
  mos: '품질(1~4.5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: '주소창에서 표시된 아이콘을 누르세요.\n마이크를 켜세요.',
  firefox: '주소창에서 줄이 그어진 마이크를 누르세요.\n마이크 옆의 차단을 해제하세요.',
  safari: '주소창에서 이 웹사이트의 설정을 여세요.\n마이크를 ‘허용’으로 설정하세요.',
  other: '브라우저에서 이 사이트의 설정을 여세요.\n마이크를 허용하세요.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: '음소거되어 있습니다.',
  recordingLost: '녹음이 다시 시작되었습니다. 페이지를 불러오기 전에 녹음된 내용은 사라졌습니다.',
  recordingStopped: '페이지를 불러올 때 녹음이 중지되었고, 녹음된 내용은 사라졌습니다.',
  noAudioPath: '소리가 전달되지 않습니다.',
  connectOthers: '상대방끼리 연결',
  weakLocal: '*내* 연결이 약합니다. 상대방에게 들리지 않을 수 있습니다.',
  weakRemote: '*상대방* 쪽 소리가 좋지 않습니다.',
  weakSomewhere: '연결이 약합니다.',
  moveCloser: '공유기에 더 가까이 가거나 Wi-Fi를 끄세요.',
  noMicrophoneAudio: (device) =>
    device ? `‘${device}’ 장치에서 소리가 들어오지 않습니다.` : '마이크에서 소리가 들어오지 않습니다.',
  changeMicrophone: '마이크 변경',
  deviceLost: (lost, now) =>
    now ? `${lost} 연결이 해제되었습니다. 이제 ${now} 장치를 사용합니다.` : `${lost} 연결이 해제되었습니다.`,
  deviceBack: (now) => `${now} 장치를 다시 사용합니다.`,
  endCall: '통화 종료',
  recordingReady: '녹음 파일이 준비되었습니다.',
  saveRecording: '녹음 저장',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? '릴레이 경유' : '직접 연결'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: '재생 중…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: '시스템 기본값',
  notConnected: '연결되지 않음',
  browserChoosesOutput: '소리가 나오는 장치는 이 브라우저가 정합니다.',
  deviceRefused: '지금은 이 장치를 사용할 수 없습니다.',
  volume: (use) => (use === 'ringer' ? '벨소리 음량' : '음량'),
  levelOut: '마이크 입력 레벨',
  levelIn: '들리는 소리 레벨',
  test: '테스트',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `지금 말하세요… ${seconds}`,
  testFailed: '테스트를 실행할 수 없습니다.',
  reduceNoise: '소음 줄이기',
  removeEcho: '에코 제거',
  adjustLevel: '마이크 음량 자동 조절',
  ringtone: '벨소리',
  silent: '무음',
  echoTest: '에코 테스트',
  callersHearBusy: '전화를 건 사람에게 통화 중이라고 알립니다',
  connectionCheck: '연결 확인',
  connectionCheckOf: '계정, 서버, 마이크, 릴레이',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: '좋음',
  warning: '경고',
  fault: '오류',
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
  previousMessage: '이전 메시지',
  nextMessage: '다음 메시지',
  copyAll: '모두 복사',
  download: '다운로드',
  pause: '일시정지',
  continueTrace: '계속',
};

export default tools;
