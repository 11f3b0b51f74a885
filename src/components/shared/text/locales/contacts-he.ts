/** עברית: אנשים אחרים. Hebrew: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'לא ידוע',
  available: 'זמין',
  ringing: 'מצלצל',
  busy: 'בשיחה',
  held: 'בהמתנה',
  away: 'לא בסביבה',
  offline: 'מנותק מהחשבון',
  unavailable: 'לא מוצג על ידי השרת',
};

const timesWords = (count: number): string => {
  if (count === 1) return 'פעם אחת';
  return count === 2 ? 'פעמיים' : `${count} פעמים`;
};

export const people: PeopleWords = {
  team: 'צוות',
  messages: 'הודעות',
  menu: 'תפריט',
  filterResults: (count) => (count === 1 ? 'תוצאה אחת' : `${count} תוצאות`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'מצלצל · חטיפת שיחה',
  pickUp: (name) => `חטיפת השיחה אל ${name}`,

  newMessages: (count) => (count === 1 ? 'חדשה אחת' : `${count} חדשות`),
  urgentMessages: (count) => (count === 1 ? 'דחופה אחת' : `${count} דחופות`),
  somethingNew: 'הודעות חדשות',
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
  notDelivered: 'לא נמסרה',
  sendAgain: 'שליחה חוזרת',
  unread: (count) => (count === 1 ? 'אחת שלא נקראה' : `${count} שלא נקראו`),
  unreadMessages: 'שלא נקראו',
  you: 'את/ה',
  showOlder: 'הצגת הודעות קודמות',
  callIn: (direction) => (direction === 'incoming' ? 'שיחה נכנסת' : 'שיחה יוצאת'),
  announceMessage: (name) => `הודעה מאת ${name}`,

  contacts: 'אנשי קשר',
  favourites: 'מועדפים',
  searchContacts: 'חיפוש אנשי קשר',
  noContactsYet: 'אין עדיין אנשי קשר',
  nothingFound: 'לא נמצאו תוצאות',
  numbersOf: (name) => `המספרים של ${name}`,
  times: timesWords,
  suggestions: 'הצעות',
};
