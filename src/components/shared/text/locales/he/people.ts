/** עברית: Hebrew, the views of call history, contacts, messages, lamps and voicemail. */

import { fromRightToLeft } from '../from-right-to-left.js';
import type { PeopleWords } from '../translation.js';

const timesWords = (count: number): string => {
  if (count === 1) return 'פעם אחת';
  return count === 2 ? 'פעמיים' : `${count} פעמים`;
};

const people: PeopleWords = {
  noCallsYet: 'אין עדיין שיחות',
  callsAppearHere: 'שיחות יוצאות ונכנסות יופיעו כאן.',
  callNumber: (number) => `חיוג אל ${number}`,
  today: 'היום',
  yesterday: 'אתמול',
  seconds: (count) => `${count} שנ׳`,
  minutes: (count) => `${count} דק׳`,
  times: timesWords,

  pickUp: (name) => `חטיפת השיחה אל ${name}`,
  lampOn: 'פעיל',
  lampOff: 'כבוי',

  newMessages: (count) => (count === 1 ? 'חדשה אחת' : `${count} חדשות`),
  urgentMessages: (count) => (count === 1 ? 'דחופה אחת' : `${count} דחופות`),
  nothingNew: 'אין הודעות חדשות',
  voicemailUnavailable: 'לא זמין',
  listen: 'האזנה',

  noMessagesYet: 'אין עדיין הודעות',
  messagesAppearHere: 'הודעות יוצאות ונכנסות יופיעו כאן.',
  newMessageTo: 'הודעה חדשה אל',
  messageNumber: (name) => `שליחת הודעה אל ${name}`,
  conversationWith: (name) => `ההודעות עם ${name}`,
  writeMessage: 'הודעה',
  send: 'שליחה',
  sending: 'שולח…',
  delivered: 'נמסרה',
  sent: 'נשלחה',
  isTyping: (name) => `הודעה בכתיבה: ${name}`,
  notDelivered: 'לא נמסרה',
  sendAgain: 'שליחה חוזרת',
  unread: (count) => (count === 1 ? 'אחת שלא נקראה' : `${count} שלא נקראו`),
  you: 'את/ה',
  captions: 'כתוביות',
  showOlder: 'הצגת הודעות קודמות',
  callIn: (direction) => (direction === 'incoming' ? 'שיחה נכנסת' : 'שיחה יוצאת'),

  favourites: 'מועדפים',
  searchContacts: 'חיפוש אנשי קשר',
  nothingFound: 'לא נמצאו תוצאות',
  numbersOf: (name) => `המספרים של ${name}`,
};

export default fromRightToLeft(people);
