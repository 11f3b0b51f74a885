/** 日本語: Japanese, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

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
  'echo-works': '音声は戻ってきます',
  'echo-fails': '音声が戻ってきません',
  checking: '確認中…',
  unsupported: 'このブラウザーは対応していません',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'マイク',
  speaker: 'スピーカー',
  ringer: '着信音の出力先',
  camera: 'カメラ',
};

const figures: Record<QualityFigure, string> = {
  codec: 'コーデック',
  path: '経路',
  roundTrip: '往復時間',
  jitter: 'ジッター',
  lossIn: 'パケット損失（受信）',
  lossOut: 'パケット損失（送信）',
  mos: '品質（1～4.5）',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'アドレスバーの、図で示したアイコンを押します。\n「マイク」をオンにします。',
  firefox: 'アドレスバーの、斜線の入ったマイクを押します。\n「マイク」の横のブロックを解除します。',
  safari: 'アドレスバーからこのWebサイトの設定を開きます。\n「マイク」を「許可」にします。',
  other: 'ブラウザーでこのサイトの設定を開きます。\nマイクを許可します。',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'マイクは消音中です。',
  recordingLost: '録音を最初からやり直しました。ページを読み込む前の録音は失われました。',
  recordingStopped: 'ページの読み込みで録音が停止し、録音した内容は失われました。',
  noAudioPath: '音声が届いていません。',
  connectOthers: 'ほかの2人をつないで退出',
  weakLocal: '*こちら*の接続が弱いため、相手に声が届いていない可能性があります。',
  weakRemote: '*相手側*の音質が良くありません。',
  weakSomewhere: '接続が弱くなっています。',
  moveCloser: 'ルーターに近づくか、Wi-Fiをオフにしてください。',
  noMicrophoneAudio: (device) => (device ? `「${device}」から音が入っていません。` : 'マイクから音が入っていません。'),
  changeMicrophone: 'マイクを変更',
  deviceLost: (lost, now) =>
    now ? `${lost}が取り外されました。現在は${now}を使用しています。` : `${lost}が取り外されました。`,
  deviceBack: (now) => `再び${now}を使用しています。`,
  endCall: '通話を終了',
  recordingReady: '録音を保存できます。',
  saveRecording: '録音を保存',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? '中継サーバー経由' : '直接'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: '再生中…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'システムの既定',
  notConnected: '未接続',
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
  previousMessage: '前のメッセージ',
  nextMessage: '次のメッセージ',
  copyAll: 'すべてコピー',
  download: 'ダウンロード',
  pause: '一時停止',
  continueTrace: '再開',
};

export default tools;
