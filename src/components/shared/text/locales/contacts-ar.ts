/** العربية: الآخرون. Arabic: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'غير معروف',
  available: 'متاح',
  ringing: 'يرنّ',
  busy: 'في مكالمة',
  held: 'قيد الانتظار',
  away: 'بعيد',
  offline: 'غير متصل',
  unavailable: 'لا يعرضه الخادم',
};

export const people: PeopleWords = {
  team: 'الفريق',
  messages: 'الرسائل',
  menu: 'القائمة',
  filterResults: (count) => `عدد النتائج: ${count}`,

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'يرنّ · التقط',
  pickUp: (name) => `التقاط مكالمة ${name}`,

  newMessages: (count) => `${count} جديدة`,
  urgentMessages: (count) => `${count} عاجلة`,
  somethingNew: 'رسائل جديدة',
  nothingNew: 'لا رسائل جديدة',
  voicemailUnavailable: 'غير متاح',
  listen: 'استماع',

  noMessagesYet: 'لا رسائل بعد',
  messagesAppearHere: 'تظهر هنا الرسائل المرسلة والواردة.',
  newMessageTo: 'رسالة جديدة إلى',
  messageNumber: (name) => `مراسلة ${name}`,
  conversationWith: (name) => `الرسائل مع ${name}`,
  writeMessage: 'رسالة',
  send: 'إرسال',
  sending: 'جارٍ الإرسال…',
  delivered: 'تم التسليم',
  notDelivered: 'لم تُسلَّم',
  sendAgain: 'إعادة الإرسال',
  unread: (count) => `غير مقروءة: ${count}`,
  unreadMessages: 'غير مقروءة',
  you: 'أنت',
  showOlder: 'عرض الرسائل الأقدم',
  callIn: (direction) => (direction === 'incoming' ? 'مكالمة واردة' : 'مكالمة صادرة'),
  announceMessage: (name) => `رسالة من ${name}`,

  contacts: 'جهات الاتصال',
  favourites: 'المفضلة',
  searchContacts: 'البحث في جهات الاتصال',
  noContactsYet: 'لا جهات اتصال بعد',
  nothingFound: 'لا نتائج',
  numbersOf: (name) => `أرقام ${name}`,
  times: (count) => `${count} مرات`,
  suggestions: 'اقتراحات',
};
