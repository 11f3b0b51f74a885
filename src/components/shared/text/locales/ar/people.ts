/** العربية: Arabic, the views of call history, contacts, messages, lamps and voicemail. */

import { fromRightToLeft } from '../from-right-to-left.js';
import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'لا مكالمات بعد',
  callsAppearHere: 'تظهر هنا المكالمات الصادرة والواردة.',
  callNumber: (number) => `اتصال بـ ${number}`,
  today: 'اليوم',
  yesterday: 'أمس',
  seconds: (count) => `${count} ث`,
  minutes: (count) => `${count} د`,
  times: (count) => `عدد المرات: ${count}`,

  pickUp: (name) => `التقاط مكالمة ${name}`,
  lampOn: 'مفعّل',
  lampOff: 'غير مفعّل',

  newMessages: (count) => `${count} جديدة`,
  urgentMessages: (count) => `${count} عاجلة`,
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
  sent: 'أُرسلت',
  isTyping: (name) => `${name} يكتب الآن…`,
  notDelivered: 'لم تُسلَّم',
  sendAgain: 'إعادة الإرسال',
  unread: (count) => `غير مقروءة: ${count}`,
  you: 'أنت',
  captions: 'التسميات التوضيحية',
  showOlder: 'عرض الرسائل الأقدم',
  callIn: (direction) => (direction === 'incoming' ? 'مكالمة واردة' : 'مكالمة صادرة'),

  favourites: 'المفضلة',
  searchContacts: 'البحث في جهات الاتصال',
  nothingFound: 'لا نتائج',
  numbersOf: (name) => `أرقام ${name}`,
};

export default fromRightToLeft(people);
