/** Türkçe: Turkish, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'Henüz arama yok',
  callsAppearHere: 'Yaptığınız ve yanıtladığınız aramalar burada görünür.',
  callNumber: (number) => `Ara: ${number}`,
  today: 'Bugün',
  yesterday: 'Dün',
  seconds: (count) => `${count} sn`,
  minutes: (count) => `${count} dk`,
  times: (count) => `${count} kez`,

  pickUp: (name) => `Gelen aramayı al: ${name}`,
  lampOn: 'Açık',
  lampOff: 'Kapalı',

  newMessages: (count) => `${count} yeni`,
  urgentMessages: (count) => `${count} acil`,
  nothingNew: 'Yeni mesaj yok',
  voicemailUnavailable: 'Kullanılamıyor',
  listen: 'Dinle',

  noMessagesYet: 'Henüz mesaj yok',
  messagesAppearHere: 'Gönderdiğiniz ve aldığınız mesajlar burada görünür.',
  newMessageTo: 'Yeni mesajın alıcısı',
  messageNumber: (name) => `Mesaj gönder: ${name}`,
  conversationWith: (name) => `${name} ile mesajlar`,
  writeMessage: 'Mesaj',
  send: 'Gönder',
  sending: 'Gönderiliyor…',
  delivered: 'İletildi',
  sent: 'Gönderildi',
  isTyping: (name) => `${name} yazıyor…`,
  notDelivered: 'İletilemedi',
  sendAgain: 'Yeniden gönder',
  unread: (count) => `${count} okunmamış`,
  you: 'Siz',
  captions: 'Altyazılar',
  showOlder: 'Eski mesajları göster',
  callIn: (direction) => (direction === 'incoming' ? 'Gelen arama' : 'Giden arama'),

  favourites: 'Favoriler',
  searchContacts: 'Kişilerde ara',
  nothingFound: 'Sonuç bulunamadı',
  numbersOf: (name) => `Numaralar: ${name}`,
};

export default people;
