/** Deutsch: German, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'Noch keine Anrufe',
  callsAppearHere: 'Hier erscheinen Ihre ausgehenden und eingehenden Anrufe.',
  callNumber: (number) => `${number} anrufen`,
  today: 'Heute',
  yesterday: 'Gestern',
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  times: (count) => `${count}-mal`,

  pickUp: (name) => `Anruf für ${name} übernehmen`,
  lampOn: 'Ein',
  lampOff: 'Aus',

  newMessages: (count) => `${count} neu`,
  urgentMessages: (count) => `${count} dringend`,
  nothingNew: 'Keine neuen Nachrichten',
  voicemailUnavailable: 'Nicht verfügbar',
  listen: 'Anhören',

  noMessagesYet: 'Noch keine Nachrichten',
  messagesAppearHere: 'Hier erscheinen gesendete und empfangene Nachrichten.',
  newMessageTo: 'Neue Nachricht an',
  messageNumber: (name) => `Nachricht an ${name}`,
  conversationWith: (name) => `Nachrichten mit ${name}`,
  writeMessage: 'Nachricht',
  send: 'Senden',
  sending: 'Wird gesendet…',
  delivered: 'Zugestellt',
  sent: 'Gesendet',
  isTyping: (name) => `${name} schreibt…`,
  notDelivered: 'Nicht zugestellt',
  sendAgain: 'Erneut senden',
  unread: (count) => `${count} ungelesen`,
  you: 'Sie',
  captions: 'Untertitel',
  showOlder: 'Ältere Nachrichten anzeigen',
  callIn: (direction) => (direction === 'incoming' ? 'Eingehender Anruf' : 'Ausgehender Anruf'),

  favourites: 'Favoriten',
  searchContacts: 'Kontakte durchsuchen',
  nothingFound: 'Nichts gefunden',
  numbersOf: (name) => `Nummern von ${name}`,
};

export default people;
