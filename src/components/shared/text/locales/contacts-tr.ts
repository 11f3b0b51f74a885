/** Türkçe: diğer kişiler. Turkish: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Bilinmiyor',
  available: 'Uygun',
  ringing: 'Çalıyor',
  busy: 'Görüşmede',
  held: 'Beklemede',
  away: 'Uzakta',
  offline: 'Oturum kapalı',
  unavailable: 'Sunucu göstermiyor',
};

export const people: PeopleWords = {
  team: 'Ekip',
  messages: 'Mesajlar',
  menu: 'Menü',
  filterResults: (count) => `${count} sonuç`,

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Çalıyor · aramayı al',
  pickUp: (name) => `Gelen aramayı al: ${name}`,

  newMessages: (count) => `${count} yeni`,
  urgentMessages: (count) => `${count} acil`,
  somethingNew: 'Yeni mesajlar var',
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
  notDelivered: 'İletilemedi',
  sendAgain: 'Yeniden gönder',
  unread: (count) => `${count} okunmamış`,
  unreadMessages: 'okunmamış',
  you: 'Siz',
  showOlder: 'Eski mesajları göster',
  callIn: (direction) => (direction === 'incoming' ? 'Gelen arama' : 'Giden arama'),
  announceMessage: (name) => `Yeni mesaj: ${name}`,

  contacts: 'Kişiler',
  favourites: 'Favoriler',
  searchContacts: 'Kişilerde ara',
  noContactsYet: 'Henüz kişi yok',
  nothingFound: 'Sonuç bulunamadı',
  numbersOf: (name) => `Numaralar: ${name}`,
  times: (count) => `${count} kez`,
  suggestions: 'Öneriler',
};
