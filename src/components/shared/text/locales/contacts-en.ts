/** English: other people. */

import type { LampStatus } from '../../../../phone/state.js';
import type { PeopleWords } from './contacts.js';

const lampStatus: Record<LampStatus, string> = {
  unknown: 'Not known',
  available: 'Available',
  ringing: 'Ringing',
  busy: 'On a call',
  held: 'On hold',
  away: 'Away',
  offline: 'Signed out',
  unavailable: 'Not shown by the server',
};

export const people: PeopleWords = {
  team: 'Team',
  messages: 'Messages',
  menu: 'Menu',
  filterResults: (count) => (count === 1 ? '1 result' : `${count} results`),

  lampStatus: (status) => lampStatus[status],
  ringingPickUp: 'Ringing · pick up',
  pickUp: (name) => `Pick up the call for ${name}`,

  newMessages: (count) => `${count} new`,
  urgentMessages: (count) => `${count} urgent`,
  somethingNew: 'New messages',
  nothingNew: 'No new messages',
  voicemailUnavailable: 'Not available',
  listen: 'Listen',

  noMessagesYet: 'No messages yet',
  messagesAppearHere: 'Messages you send and get appear here.',
  newMessageTo: 'New message to',
  messageNumber: (name) => `Message ${name}`,
  conversationWith: (name) => `Messages with ${name}`,
  writeMessage: 'Message',
  send: 'Send',
  sending: 'Sending…',
  delivered: 'Delivered',
  notDelivered: 'Not delivered',
  sendAgain: 'Send again',
  unread: (count) => `${count} unread`,
  unreadMessages: 'unread',
  you: 'You',
  showOlder: 'Show older messages',
  callIn: (direction) => (direction === 'incoming' ? 'Incoming call' : 'Outgoing call'),
  announceMessage: (name) => `Message from ${name}`,

  contacts: 'Contacts',
  favourites: 'Favourites',
  searchContacts: 'Search contacts',
  noContactsYet: 'No contacts yet',
  nothingFound: 'Nothing found',
  numbersOf: (name) => `Numbers of ${name}`,
  times: (count) => `${count} times`,
  suggestions: 'Suggestions',
};
