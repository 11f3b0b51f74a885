/** 日本語: Japanese: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: '不明',
  available: '応対可能',
  ringing: '呼び出し中',
  busy: '通話中',
  held: '保留中',
  away: '退席中',
  offline: 'オフライン',
  unavailable: 'サーバーから取得できません',
};

export const people: PeopleWords = {
  team: 'チーム',
  messages: 'メッセージ',
  menu: 'メニュー',
  filterResults: (count) => `${count}件の結果`,

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: '呼び出し中 · 代理応答',
  pickUp: (name) => `${name}への着信に代理応答`,

  newMessages: (count) => `新着${count}件`,
  urgentMessages: (count) => `緊急${count}件`,
  somethingNew: '新着メッセージがあります',
  nothingNew: '新着メッセージはありません',
  voicemailUnavailable: '利用できません',
  listen: '再生',

  noMessagesYet: 'メッセージはありません',
  messagesAppearHere: '送受信したメッセージがここに表示されます。',
  newMessageTo: '新規メッセージの宛先',
  messageNumber: (name) => `${name}にメッセージを送信`,
  conversationWith: (name) => `${name}とのメッセージ`,
  writeMessage: 'メッセージ',
  send: '送信',
  sending: '送信中…',
  delivered: '配信済み',
  notDelivered: '未配信',
  sendAgain: '再送信',
  unread: (count) => `未読${count}件`,
  unreadMessages: '未読',
  you: 'あなた',
  showOlder: '以前のメッセージを表示',
  callIn: (direction) => (direction === 'incoming' ? '着信' : '発信'),
  announceMessage: (name) => `${name}からメッセージです`,

  contacts: '連絡先',
  favourites: 'よく使う項目',
  searchContacts: '連絡先を検索',
  noContactsYet: '連絡先はありません',
  nothingFound: '見つかりませんでした',
  numbersOf: (name) => `${name}の電話番号`,
  times: (count) => `${count}回`,
  suggestions: '候補',
};
