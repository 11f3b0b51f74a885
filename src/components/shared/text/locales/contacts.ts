/** What the elements say of other people: lamps, voicemail, messages, contacts. */

import type { LampStatus } from '../../../../phone/state.js';

export interface PeopleWords {
  // Tabs and menu of the phone
  team: string;
  messages: string;
  menu: string;
  filterResults: (count: number) => string;

  // Lamps
  lampStatus: (status: LampStatus) => string;
  /** Where the call that rings can be taken. */
  ringingPickUp: string;
  /** What a press on the lamp does. */
  pickUp: (name: string) => string;

  // Voicemail
  newMessages: (count: number) => string;
  urgentMessages: (count: number) => string;
  somethingNew: string;
  nothingNew: string;
  voicemailUnavailable: string;
  listen: string;

  // Messages
  noMessagesYet: string;
  messagesAppearHere: string;
  newMessageTo: string;
  messageNumber: (name: string) => string;
  conversationWith: (name: string) => string;
  writeMessage: string;
  send: string;
  sending: string;
  delivered: string;
  notDelivered: string;
  sendAgain: string;
  unread: (count: number) => string;
  unreadMessages: string;
  you: string;
  showOlder: string;
  callIn: (direction: 'incoming' | 'outgoing') => string;
  announceMessage: (name: string) => string;

  // Contacts
  contacts: string;
  favourites: string;
  searchContacts: string;
  noContactsYet: string;
  nothingFound: string;
  numbersOf: (name: string) => string;
  times: (count: number) => string;
  suggestions: string;
}
