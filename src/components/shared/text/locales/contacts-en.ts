/** English: other people. */

import type { LampStatus } from '../../../../phone/state.js';

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

export const people = {
  // Tabs and menu of the phone
  team: 'Team',
  messages: 'Messages',
  menu: 'Menu',
  filterResults: (count: number) => (count === 1 ? '1 result' : `${count} results`),

  // Lamps
  lampStatus: (status: LampStatus) => lampStatus[status],
  /** Where the call that rings can be taken. */
  ringingPickUp: 'Ringing · pick up',
  /** What a press on the lamp does. */
  pickUp: (name: string) => `Pick up the call for ${name}`,

  // Voicemail
  newMessages: (count: number) => `${count} new`,
  urgentMessages: (count: number) => `${count} urgent`,
  somethingNew: 'New messages',
  nothingNew: 'No new messages',
  voicemailUnavailable: 'Not available',
  listen: 'Listen',

  // Messages
  noMessagesYet: 'No messages yet',
  messagesAppearHere: 'Messages you send and get appear here.',
  newMessageTo: 'New message to',
  messageNumber: (name: string) => `Message ${name}`,
  conversationWith: (name: string) => `Messages with ${name}`,
  writeMessage: 'Message',
  send: 'Send',
  sending: 'Sending…',
  delivered: 'Delivered',
  notDelivered: 'Not delivered',
  sendAgain: 'Send again',
  unread: (count: number) => `${count} unread`,
  unreadMessages: 'unread',
  you: 'You',
  showOlder: 'Show older messages',
  callIn: (direction: 'incoming' | 'outgoing') => (direction === 'incoming' ? 'Incoming call' : 'Outgoing call'),
  announceMessage: (name: string) => `Message from ${name}`,

  // Contacts
  contacts: 'Contacts',
  favourites: 'Favourites',
  searchContacts: 'Search contacts',
  noContactsYet: 'No contacts yet',
  nothingFound: 'Nothing found',
  numbersOf: (name: string) => `Numbers of ${name}`,
  times: (count: number) => `${count} times`,
  suggestions: 'Suggestions',
};
