/** 简体中文: Chinese, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: '暂无通话',
  callsAppearHere: '拨打和接听的通话会显示在这里。',
  callNumber: (number) => `呼叫 ${number}`,
  today: '今天',
  yesterday: '昨天',
  seconds: (count) => `${count} 秒`,
  minutes: (count) => `${count} 分钟`,
  times: (count) => `${count} 次`,

  pickUp: (name) => `代接 ${name} 的来电`,
  lampOn: '开',
  lampOff: '关',

  newMessages: (count) => `${count} 条新留言`,
  urgentMessages: (count) => `${count} 条紧急`,
  nothingNew: '没有新留言',
  voicemailUnavailable: '不可用',
  listen: '收听',

  noMessagesYet: '暂无消息',
  messagesAppearHere: '发送和收到的消息会显示在这里。',
  newMessageTo: '新消息，发送至',
  messageNumber: (name) => `给 ${name} 发消息`,
  conversationWith: (name) => `与 ${name} 的消息`,
  writeMessage: '消息',
  send: '发送',
  sending: '正在发送…',
  delivered: '已送达',
  sent: '已发送',
  isTyping: (name) => `${name}正在输入…`,
  notDelivered: '未送达',
  sendAgain: '重新发送',
  unread: (count) => `${count} 条未读`,
  you: '你',
  captions: '字幕',
  showOlder: '显示更早的消息',
  callIn: (direction) => (direction === 'incoming' ? '来电' : '去电'),

  favourites: '收藏',
  searchContacts: '搜索联系人',
  nothingFound: '未找到结果',
  numbersOf: (name) => `${name} 的号码`,
};

export default people;
