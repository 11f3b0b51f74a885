/** Polski: Polish, the views of call history, contacts, messages, lamps and voicemail. */

import type { PeopleWords } from '../translation.js';
import { counted } from './plural.js';

const people: PeopleWords = {
  noCallsYet: 'Brak połączeń',
  callsAppearHere: 'Tutaj pojawią się połączenia wychodzące i przychodzące.',
  callNumber: (number) => `Zadzwoń: ${number}`,
  today: 'Dzisiaj',
  yesterday: 'Wczoraj',
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  times: (count) => counted(count, 'raz', 'razy', 'razy'),

  pickUp: (name) => `Przejmij połączenie: ${name}`,
  lampOn: 'Wł.',
  lampOff: 'Wył.',

  newMessages: (count) => counted(count, 'nowa', 'nowe', 'nowych'),
  urgentMessages: (count) => counted(count, 'pilna', 'pilne', 'pilnych'),
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
  sent: 'Wysłano',
  isTyping: (name) => `${name} pisze…`,
  notDelivered: 'Nie dostarczono',
  sendAgain: 'Wyślij ponownie',
  unread: (count) => counted(count, 'nieprzeczytana', 'nieprzeczytane', 'nieprzeczytanych'),
  you: 'Ty',
  captions: 'Napisy',
  showOlder: 'Pokaż starsze wiadomości',
  callIn: (direction) => (direction === 'incoming' ? 'Połączenie przychodzące' : 'Połączenie wychodzące'),

  favourites: 'Ulubione',
  searchContacts: 'Szukaj w kontaktach',
  nothingFound: 'Nic nie znaleziono',
  numbersOf: (name) => `Numery: ${name}`,
};

export default people;
