/** 日本語: Japanese: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'アカウント',
  server: 'サーバー',
  microphone: 'マイク',
  relay: '中継サーバー',
  notifications: '通知',
};

const checks: Record<CheckWord, string> = {
  ready: 'サインイン済み',
  connecting: 'サインイン中…',
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

export const tools: ToolWords = {
  diagnostics: '接続チェック',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: '良好',
  warning: '警告',
  fault: '異常',
  allGood: 'すべて正常です',
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

  callsFromThisPage: (number) => `このページから${number}に発信します`,
  notCalledFromPages: (number) => `${number}にはページから発信できません`,
  callThisNumber: 'この番号に発信しますか？',
  callThisNumberWhy:
    'この発信はページが開始したもので、ページの文面にはこの番号が表示されていません。通話料がかかることがあります。',
  serviceCode: 'このコードにはページから発信できません',
  serviceCodeWhy:
    'サービスコードは、着信の転送先など、回線の設定を変更することがあります。変更したい場合は、キーパッドからダイヤルしてください。',
  framedPhone: '電話',
};
