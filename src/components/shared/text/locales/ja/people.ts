/** 日本語: Japanese, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: '通話履歴はありません',
  callsAppearHere: '発信と着信の履歴がここに表示されます。',
  callNumber: (number) => `${number}に発信`,
  today: '今日',
  yesterday: '昨日',
  seconds: (count) => `${count}秒`,
  minutes: (count) => `${count}分`,
  times: (count) => `${count}回`,

  pickUp: (name) => `${name}への着信に代理応答`,
  lampOn: 'オン',
  lampOff: 'オフ',

  newMessages: (count) => `新着${count}件`,
  urgentMessages: (count) => `緊急${count}件`,
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
  sent: '送信済み',
  isTyping: (name) => `${name}さんが入力中…`,
  notDelivered: '未配信',
  sendAgain: '再送信',
  unread: (count) => `未読${count}件`,
  you: 'あなた',
  captions: '字幕',
  showOlder: '以前のメッセージを表示',
  callIn: (direction) => (direction === 'incoming' ? '着信' : '発信'),

  favourites: 'よく使う項目',
  searchContacts: '連絡先を検索',
  nothingFound: '見つかりませんでした',
  numbersOf: (name) => `${name}の電話番号`,
};

export default people;
