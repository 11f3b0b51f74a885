/** 한국어: 다른 사람. Korean: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: '알 수 없음',
  available: '통화 가능',
  ringing: '벨이 울리는 중',
  busy: '통화 중',
  held: '보류 중',
  away: '자리 비움',
  offline: '로그아웃됨',
  unavailable: '서버에서 표시하지 않음',
};

export const people: PeopleWords = {
  team: '팀',
  messages: '메시지',
  menu: '메뉴',
  filterResults: (count) => `결과 ${count}개`,

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: '벨이 울리는 중 · 당겨받기',
  pickUp: (name) => `${name} 전화 당겨받기`,

  newMessages: (count) => `새 메시지 ${count}개`,
  urgentMessages: (count) => `긴급 ${count}개`,
  somethingNew: '새 메시지 있음',
  nothingNew: '새 메시지 없음',
  voicemailUnavailable: '사용할 수 없음',
  listen: '듣기',

  noMessagesYet: '아직 메시지가 없습니다',
  messagesAppearHere: '주고받은 메시지가 여기에 표시됩니다.',
  newMessageTo: '새 메시지 받는 사람',
  messageNumber: (name) => `${name}에게 메시지 보내기`,
  conversationWith: (name) => `${name} 대화`,
  writeMessage: '메시지',
  send: '보내기',
  sending: '보내는 중…',
  delivered: '전달됨',
  notDelivered: '전달되지 않음',
  sendAgain: '다시 보내기',
  unread: (count) => `읽지 않음 ${count}개`,
  unreadMessages: '읽지 않음',
  you: '나',
  showOlder: '이전 메시지 보기',
  callIn: (direction) => (direction === 'incoming' ? '수신 전화' : '발신 전화'),
  announceMessage: (name) => `받은 메시지: ${name}`,

  contacts: '연락처',
  favourites: '즐겨찾기',
  searchContacts: '연락처 검색',
  noContactsYet: '아직 연락처가 없습니다',
  nothingFound: '검색 결과 없음',
  numbersOf: (name) => `${name} 전화번호`,
  times: (count) => `${count}회`,
  suggestions: '추천',
};
