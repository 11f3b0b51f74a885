/** 简体中文: Chinese, simplified: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: '未知',
  available: '空闲',
  ringing: '响铃中',
  busy: '通话中',
  held: '保持中',
  away: '离开',
  offline: '离线',
  unavailable: '服务器未提供',
};

export const people: PeopleWords = {
  team: '团队',
  messages: '消息',
  menu: '菜单',
  filterResults: (count) => `${count} 个结果`,

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: '响铃中 · 代接',
  pickUp: (name) => `代接 ${name} 的来电`,

  newMessages: (count) => `${count} 条新留言`,
  urgentMessages: (count) => `${count} 条紧急`,
  somethingNew: '有新留言',
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
  notDelivered: '未送达',
  sendAgain: '重新发送',
  unread: (count) => `${count} 条未读`,
  unreadMessages: '未读',
  you: '你',
  showOlder: '显示更早的消息',
  callIn: (direction) => (direction === 'incoming' ? '来电' : '去电'),
  announceMessage: (name) => `${name} 发来消息`,

  contacts: '联系人',
  favourites: '收藏',
  searchContacts: '搜索联系人',
  noContactsYet: '暂无联系人',
  nothingFound: '未找到结果',
  numbersOf: (name) => `${name} 的号码`,
  times: (count) => `${count} 次`,
  suggestions: '建议',
};
