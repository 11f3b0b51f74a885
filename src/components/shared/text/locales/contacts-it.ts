/** Italiano: gli altri. Italian: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Sconosciuto',
  available: 'Disponibile',
  ringing: 'Squilla',
  busy: 'In chiamata',
  held: 'In attesa',
  away: 'Assente',
  offline: 'Non in linea',
  unavailable: 'Non indicato dal server',
};

export const people: PeopleWords = {
  team: 'Team',
  messages: 'Messaggi',
  menu: 'Menu',
  filterResults: (count) => (count === 1 ? '1 risultato' : `${count} risultati`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Squilla · rispondi',
  pickUp: (name) => `Rispondi alla chiamata per ${name}`,

  newMessages: (count) => (count === 1 ? '1 nuovo' : `${count} nuovi`),
  urgentMessages: (count) => (count === 1 ? '1 urgente' : `${count} urgenti`),
  somethingNew: 'Nuovi messaggi',
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
  notDelivered: 'Non consegnato',
  sendAgain: 'Invia di nuovo',
  unread: (count) => (count === 1 ? '1 non letto' : `${count} non letti`),
  unreadMessages: 'da leggere',
  you: 'Tu',
  showOlder: 'Mostra messaggi meno recenti',
  callIn: (direction) => (direction === 'incoming' ? 'Chiamata in arrivo' : 'Chiamata in uscita'),
  announceMessage: (name) => `Messaggio da ${name}`,

  contacts: 'Contatti',
  favourites: 'Preferiti',
  searchContacts: 'Cerca nei contatti',
  noContactsYet: 'Ancora nessun contatto',
  nothingFound: 'Nessun risultato',
  numbersOf: (name) => `Numeri di ${name}`,
  times: (count) => (count === 1 ? '1 volta' : `${count} volte`),
  suggestions: 'Suggerimenti',
};
