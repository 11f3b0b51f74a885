/** Deutsch: andere Personen. German: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Unbekannt',
  available: 'Verfügbar',
  ringing: 'Klingelt',
  busy: 'Im Gespräch',
  held: 'Gehalten',
  away: 'Abwesend',
  offline: 'Abgemeldet',
  unavailable: 'Vom Server nicht angezeigt',
};

export const people: PeopleWords = {
  team: 'Team',
  messages: 'Nachrichten',
  menu: 'Menü',
  filterResults: (count) => (count === 1 ? '1 Ergebnis' : `${count} Ergebnisse`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Klingelt · übernehmen',
  pickUp: (name) => `Anruf für ${name} übernehmen`,

  newMessages: (count) => `${count} neu`,
  urgentMessages: (count) => `${count} dringend`,
  somethingNew: 'Neue Nachrichten',
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
  notDelivered: 'Nicht zugestellt',
  sendAgain: 'Erneut senden',
  unread: (count) => `${count} ungelesen`,
  unreadMessages: 'ungelesen',
  you: 'Sie',
  showOlder: 'Ältere Nachrichten anzeigen',
  callIn: (direction) => (direction === 'incoming' ? 'Eingehender Anruf' : 'Ausgehender Anruf'),
  announceMessage: (name) => `Nachricht von ${name}`,

  contacts: 'Kontakte',
  favourites: 'Favoriten',
  searchContacts: 'Kontakte durchsuchen',
  noContactsYet: 'Noch keine Kontakte',
  nothingFound: 'Nichts gefunden',
  numbersOf: (name) => `Nummern von ${name}`,
  times: (count) => `${count}-mal`,
  suggestions: 'Vorschläge',
};
