/** Italiano: Italian, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';

const people: PeopleWords = {
  noCallsYet: 'Ancora nessuna chiamata',
  callsAppearHere: 'Le chiamate effettuate e ricevute appaiono qui.',
  callNumber: (number) => `Chiama ${number}`,
  today: 'Oggi',
  yesterday: 'Ieri',
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  times: (count) => (count === 1 ? '1 volta' : `${count} volte`),

  pickUp: (name) => `Rispondi alla chiamata per ${name}`,
  lampOn: 'Attivo',
  lampOff: 'Non attivo',

  newMessages: (count) => (count === 1 ? '1 nuovo' : `${count} nuovi`),
  urgentMessages: (count) => (count === 1 ? '1 urgente' : `${count} urgenti`),
  nothingNew: 'Nessun nuovo messaggio',
  voicemailUnavailable: 'Non disponibile',
  listen: 'Ascolta',

  noMessagesYet: 'Ancora nessun messaggio',
  messagesAppearHere: 'I messaggi inviati e ricevuti appaiono qui.',
  newMessageTo: 'Nuovo messaggio a',
  messageNumber: (name) => `Invia un messaggio a ${name}`,
  conversationWith: (name) => `Messaggi con ${name}`,
  writeMessage: 'Messaggio',
  send: 'Invia',
  sending: 'Invio…',
  delivered: 'Consegnato',
  sent: 'Inviato',
  isTyping: (name) => `${name} sta scrivendo…`,
  notDelivered: 'Non consegnato',
  sendAgain: 'Invia di nuovo',
  unread: (count) => (count === 1 ? '1 non letto' : `${count} non letti`),
  you: 'Tu',
  captions: 'Sottotitoli',
  showOlder: 'Mostra messaggi meno recenti',
  callIn: (direction) => (direction === 'incoming' ? 'Chiamata in arrivo' : 'Chiamata in uscita'),

  favourites: 'Preferiti',
  searchContacts: 'Cerca nei contatti',
  nothingFound: 'Nessun risultato',
  numbersOf: (name) => `Numeri di ${name}`,
};

export default people;
