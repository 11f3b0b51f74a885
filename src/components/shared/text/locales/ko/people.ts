/** 한국어: Korean, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: '아직 통화 기록이 없습니다',
  callsAppearHere: '걸고 받은 전화가 여기에 표시됩니다.',
  callNumber: (number) => `${number} 전화 걸기`,
  today: '오늘',
  yesterday: '어제',
  seconds: (count) => `${count}초`,
  minutes: (count) => `${count}분`,
  times: (count) => `${count}회`,

  pickUp: (name) => `${name} 전화 당겨받기`,
  lampOn: '켜짐',
  lampOff: '꺼짐',

  newMessages: (count) => `새 메시지 ${count}개`,
  urgentMessages: (count) => `긴급 ${count}개`,
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
  sent: '보냄',
  isTyping: (name) => `${name} 님이 입력 중…`,
  notDelivered: '전달되지 않음',
  sendAgain: '다시 보내기',
  unread: (count) => `읽지 않음 ${count}개`,
  you: '나',
  captions: '자막',
  showOlder: '이전 메시지 보기',
  callIn: (direction) => (direction === 'incoming' ? '수신 전화' : '발신 전화'),

  favourites: '즐겨찾기',
  searchContacts: '연락처 검색',
  nothingFound: '검색 결과 없음',
  numbersOf: (name) => `${name} 전화번호`,
};

export default people;
