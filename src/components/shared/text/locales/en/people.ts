/**
 * English: the views of call history, contacts, messages, lamps and voicemail.
 * Subjects: English sentences of history, contacts, messages and lamps.
 */

const people = {
  // Lists
  noCallsYet: 'No calls yet',
  callsAppearHere: 'Calls you make and take appear here.',
  callNumber: (number: string) => `Call ${number}`,
  today: 'Today',
  yesterday: 'Yesterday',
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  times: (count: number) => `${count} times`,

  // Lamps
  /** What a press on the lamp does. */
  pickUp: (name: string) => `Pick up the call for ${name}`,
  /** Of a feature code, such as a forwarding. */
  lampOn: 'On',
  lampOff: 'Off',

  // Voicemail
  newMessages: (count: number) => `${count} new`,
  urgentMessages: (count: number) => `${count} urgent`,
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
  sent: 'Sent',
  isTyping: (name: string) => `${name} is writing…`,
  notDelivered: 'Not delivered',
  sendAgain: 'Send again',
  unread: (count: number) => `${count} unread`,
  you: 'You',
  captions: 'Captions',
  showOlder: 'Show older messages',
  callIn: (direction: 'incoming' | 'outgoing') => (direction === 'incoming' ? 'Incoming call' : 'Outgoing call'),

  // Contacts
  favourites: 'Favourites',
  searchContacts: 'Search contacts',
  nothingFound: 'Nothing found',
  numbersOf: (name: string) => `Numbers of ${name}`,
};

export default people;
