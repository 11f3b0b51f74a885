/** Nederlands: andere mensen. Dutch: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Onbekend',
  available: 'Beschikbaar',
  ringing: 'Gaat over',
  busy: 'In gesprek',
  held: 'In de wacht',
  away: 'Afwezig',
  offline: 'Afgemeld',
  unavailable: 'Niet getoond door de server',
};

export const people: PeopleWords = {
  team: 'Team',
  messages: 'Berichten',
  menu: 'Menu',
  filterResults: (count) => (count === 1 ? '1 resultaat' : `${count} resultaten`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Gaat over · overnemen',
  pickUp: (name) => `Oproep voor ${name} overnemen`,

  newMessages: (count) => `${count} nieuw`,
  urgentMessages: (count) => `${count} dringend`,
  somethingNew: 'Nieuwe berichten',
  nothingNew: 'Geen nieuwe berichten',
  voicemailUnavailable: 'Niet beschikbaar',
  listen: 'Beluisteren',

  noMessagesYet: 'Nog geen berichten',
  messagesAppearHere: 'Hier verschijnen de berichten die je verstuurt en ontvangt.',
  newMessageTo: 'Nieuw bericht aan',
  messageNumber: (name) => `Bericht aan ${name}`,
  conversationWith: (name) => `Berichten met ${name}`,
  writeMessage: 'Bericht',
  send: 'Versturen',
  sending: 'Versturen…',
  delivered: 'Afgeleverd',
  notDelivered: 'Niet afgeleverd',
  sendAgain: 'Opnieuw versturen',
  unread: (count) => `${count} ongelezen`,
  unreadMessages: 'ongelezen',
  you: 'Jij',
  showOlder: 'Oudere berichten tonen',
  callIn: (direction) => (direction === 'incoming' ? 'Inkomende oproep' : 'Uitgaande oproep'),
  announceMessage: (name) => `Bericht van ${name}`,

  contacts: 'Contacten',
  favourites: 'Favorieten',
  searchContacts: 'Contacten zoeken',
  noContactsYet: 'Nog geen contacten',
  nothingFound: 'Niets gevonden',
  numbersOf: (name) => `Nummers van ${name}`,
  times: (count) => `${count} keer`,
  suggestions: 'Suggesties',
};
