/** Nederlands: Dutch, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'Nog geen oproepen',
  callsAppearHere: 'Hier verschijnen je uitgaande en inkomende oproepen.',
  callNumber: (number) => `${number} bellen`,
  today: 'Vandaag',
  yesterday: 'Gisteren',
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  times: (count) => `${count} keer`,

  pickUp: (name) => `Oproep voor ${name} overnemen`,
  lampOn: 'Aan',
  lampOff: 'Uit',

  newMessages: (count) => `${count} nieuw`,
  urgentMessages: (count) => `${count} dringend`,
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
  sent: 'Verzonden',
  isTyping: (name) => `${name} is aan het typen…`,
  notDelivered: 'Niet afgeleverd',
  sendAgain: 'Opnieuw versturen',
  unread: (count) => `${count} ongelezen`,
  you: 'Jij',
  captions: 'Ondertiteling',
  showOlder: 'Oudere berichten tonen',
  callIn: (direction) => (direction === 'incoming' ? 'Inkomende oproep' : 'Uitgaande oproep'),

  favourites: 'Favorieten',
  searchContacts: 'Contacten zoeken',
  nothingFound: 'Niets gevonden',
  numbersOf: (name) => `Nummers van ${name}`,
};

export default people;
