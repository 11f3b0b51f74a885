/** 日本語: Japanese, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'マイク',
  speaker: 'スピーカー',
  ringer: 'スピーカー',
  camera: 'カメラ',
};

const testOf = { microphone: 'マイクをテスト', speaker: 'スピーカーをテスト', ringer: '着信音をテスト' } as const;

const rows: Record<CheckRow, string> = {
  account: 'アカウント',
  server: 'サーバー',
  microphone: 'マイク',
  relay: '中継サーバー',
  notifications: '通知',
};

const checks: Record<CheckWord, string> = {
  ready: 'サインイン済み',
  offline: '接続を待っています',
  refused: 'サインインが拒否されました。ユーザー名とパスワードを確認してください',
  unconfigured: '未設定',
  elsewhere: '別のタブで使用中',
  stopped: 'サインアウト済み',
  connected: '接続済み',
  'not-connected': '接続できません',
  idle: '未接続',
  granted: '使用できます',
  ask: 'まだ許可されていません',
  denied: 'このサイトではブロックされています',
  missing: '見つかりません',
  insecure: 'このページはhttpsで開く必要があります',
  frame: 'このフレームでは使用できません',
  policy: 'このサイトでは許可されていません',
  'in-use': '別のプログラムが使用しています',
  'no-relay': '未設定です。制限の厳しいネットワークでは通話できないことがあります',
  'relay-works': '正常',
  'relay-fails': '接続できません。制限の厳しいネットワークでは通話できないことがあります',
  checking: '確認中…',
  unsupported: 'このブラウザーは対応していません',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'システムの既定',
  notConnected: (label) => `${label}（未接続）`,
  chosenDevice: '選択したデバイス',
  browserChoosesOutput: '音の出力先はブラウザーが選びます。',
  deviceRefused: 'このデバイスは現在使用できません。',
  volume: (use) => (use === 'ringer' ? '着信音量' : '音量'),
  levelOut: 'マイクの入力レベル',
  levelIn: '聞こえる音のレベル',
  test: 'テスト',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `話してください… ${seconds}`,
  testFailed: 'テストを実行できませんでした。',
  reduceNoise: 'ノイズを抑える',
  removeEcho: 'エコーを除去',
  adjustLevel: 'マイクの音量を自動調整',
  ringtone: '着信音',
  silent: '消音',
  echoTest: 'エコーテスト',
  callersHearBusy: '発信者には話し中と伝わります',
  connectionCheck: '接続チェック',
  connectionCheckOf: 'アカウント、サーバー、マイク、中継サーバー',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: '良好',
  warning: '警告',
  fault: '異常',
  report: 'レポート',
  copyReport: 'レポートをコピー',
  copied: 'コピーしました',
  cannotCopy: 'このブラウザーではページからコピーできません。代わりにテキストを選択してください。',
  allowMicrophone: 'マイクを許可',
  allowNotifications: '通知を許可',

  trace: 'SIPメッセージ',
  traceMessages: (count) => `メッセージ${count}件`,
  noTraceYet: 'メッセージはありません',
  thisPhone: '電話',
  theServer: 'サーバー',
  others: 'その他',
  copyMessage: 'メッセージをコピー',
  copyAll: 'すべてコピー',
  download: 'ダウンロード',
  pause: '一時停止',
  continueTrace: '再開',
};

export default tools;
