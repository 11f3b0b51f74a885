/** Polski: inne osoby. Polish: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './translation.js';

const rules = new Intl.PluralRules('pl');

/** Returns the number and the form of the noun for it: 1 osoba, 2 osoby, 5 osób. */
export function counted(count: number, one: string, few: string, many: string): string {
  const form = rules.select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
}

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Stan nieznany',
  available: 'Dostępny',
  ringing: 'Dzwoni',
  busy: 'W trakcie rozmowy',
  held: 'Wstrzymane',
  away: 'Nieobecny',
  offline: 'Wylogowany',
  unavailable: 'Serwer nie podaje stanu',
};

export const people: PeopleWords = {
  team: 'Zespół',
  messages: 'Wiadomości',
  menu: 'Menu',
  filterResults: (count) => counted(count, 'wynik', 'wyniki', 'wyników'),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Dzwoni · przejmij',
  pickUp: (name) => `Przejmij połączenie: ${name}`,

  newMessages: (count) => counted(count, 'nowa', 'nowe', 'nowych'),
  urgentMessages: (count) => counted(count, 'pilna', 'pilne', 'pilnych'),
  somethingNew: 'Nowe wiadomości',
  nothingNew: 'Brak nowych wiadomości',
  voicemailUnavailable: 'Niedostępna',
  listen: 'Odsłuchaj',

  noMessagesYet: 'Brak wiadomości',
  messagesAppearHere: 'Tutaj pojawią się wysłane i odebrane wiadomości.',
  newMessageTo: 'Nowa wiadomość do',
  messageNumber: (name) => `Wyślij wiadomość: ${name}`,
  conversationWith: (name) => `Wiadomości: ${name}`,
  writeMessage: 'Wiadomość',
  send: 'Wyślij',
  sending: 'Wysyłanie…',
  delivered: 'Dostarczono',
  notDelivered: 'Nie dostarczono',
  sendAgain: 'Wyślij ponownie',
  unread: (count) => counted(count, 'nieprzeczytana', 'nieprzeczytane', 'nieprzeczytanych'),
  unreadMessages: 'nieprzeczytane',
  you: 'Ty',
  showOlder: 'Pokaż starsze wiadomości',
  callIn: (direction) => (direction === 'incoming' ? 'Połączenie przychodzące' : 'Połączenie wychodzące'),
  announceMessage: (name) => `Wiadomość od: ${name}`,

  contacts: 'Kontakty',
  favourites: 'Ulubione',
  searchContacts: 'Szukaj w kontaktach',
  noContactsYet: 'Brak kontaktów',
  nothingFound: 'Nic nie znaleziono',
  numbersOf: (name) => `Numery: ${name}`,
  times: (count) => counted(count, 'raz', 'razy', 'razy'),
  suggestions: 'Sugestie',
};
