/**
 * English: what is needed at once, and in a call. The sentences for causes and problems are those of the phone (src/phone/words.ts).
 * Subjects: English sentences of calls and account; sentence of a refused transfer; sentence of a notice; button labels of a
 * call, words; texts of announcements.
 */

import type { CallQuality, Cause, LampStatus, MicrophoneState, Problem } from '../../../../../phone/state.js';
import { CAUSE_WORDS, PROBLEM_WORDS } from '../../../../../phone/words.js';
import type { CallWords } from '../translation.js';

const firstSentence = (text: string): string => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;

const withoutStop = (text: string): string => text.replace(/\.$/, '');

const microphone: Record<MicrophoneState, string> = {
  unknown: 'Your microphone',
  asking: 'Allow the microphone in your browser.',
  granted: 'The microphone is ready.',
  denied: 'The microphone is blocked for this site.',
  missing: 'No microphone found.',
  insecure: 'This page must use https.',
  'blocked-by-frame': 'This frame may not use the microphone.',
  'blocked-by-sandbox': 'This frame may not use the microphone.',
  'blocked-by-policy': 'This website switches the microphone off.',
  'in-use': 'Another program uses the microphone.',
};

const microphoneOwner: Partial<Record<MicrophoneState, string>> = {
  missing: 'Plug one in and check again.',
  insecure: 'Browsers give the microphone to secure pages only. Serve the page over https.',
  'blocked-by-frame': 'The page around it has to write allow="microphone" on the frame.',
  'blocked-by-sandbox': 'The page around it has to write sandbox="allow-scripts allow-same-origin" on the frame.',
  'blocked-by-policy': 'The server of the page has to send Permissions-Policy: microphone=(self).',
  'in-use': 'Close the other program and check again.',
};

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

export const calls = {
  // The account
  phone: 'Phone',
  ready: 'Ready',
  connecting: 'Connecting…',
  notSetUp: 'Not set up',
  signedOut: 'Signed out',
  signIn: 'Sign in',
  signingIn: 'Signing in…',
  activeElsewhere: 'Active in another tab',
  callsRingThere: 'Calls ring there',
  useHere: 'Use here',
  noConnection: 'No connection',
  cannotReachServer: 'Cannot reach the phone server',
  certificateOrAddress: 'Certificate or address?',
  tryingAgainIn: (seconds: number) => `Trying again in ${seconds} s`,
  tryingNow: 'Trying again…',
  tryNow: 'Try now',
  signInRefused: 'Sign-in refused',
  passwordWithheld: 'Your password was asked for in a way that is not allowed. It was not sent',
  passwordUnavailable: 'The password could not be fetched',
  checkCredentials: 'Check user name and password',
  fix: 'Fix',
  phoneNotSetUp: 'Phone is not set up',
  addAccount: 'Add account',
  problemTitle: (kind: Problem['kind']) => firstSentence(PROBLEM_WORDS[kind]),
  problemRemedy: (kind: Problem['kind']) => PROBLEM_WORDS[kind].slice(firstSentence(PROBLEM_WORDS[kind]).length).trim(),
  unlockAudio: 'Click once so that calls can ring.',

  // Dialling
  keypad: 'Keypad',
  recents: 'Recents',
  dialpad: 'Dialpad',
  nameOrNumber: 'Name or number',
  numberToCall: 'Number to call',
  digitsSent: 'Digits sent',
  star: 'star',
  hash: 'hash',
  call: 'Call',
  redial: 'Redial',
  callAs: 'Call as',
  callBack: 'Call back',
  callAgain: 'Call again',
  editNumber: 'Edit number',
  delete: 'Delete',
  message: 'Message',

  // A call
  incomingCall: 'Incoming call',
  secondCall: 'Second call',
  calling: 'Calling…',
  ringing: 'Ringing…',
  audioFromNetwork: 'Audio from network',
  connected: 'Connected',
  inCall: 'In call',
  ending: 'Ending…',
  onHold: 'On hold',
  remoteHold: 'The other side put you on hold',
  muted: 'Muted',
  connectionLost: 'Connection lost. Trying to restore…',
  resuming: 'Bringing your call back…',
  possibleSpam: 'Possible spam',
  privateNumber: 'Private number',
  callEnded: 'Call ended',
  endedByRemote: 'The other side ended the call',
  endedByYou: 'You ended the call',
  endedBySystem: 'The connection ended',
  cause: (cause: Cause) => withoutStop(CAUSE_WORDS[cause]),
  busyName: (name: string) => `${name} is busy`,
  transferringTo: (name: string) => `Transferring to ${name}…`,
  transferRings: (name: string) => `${name} is ringing`,
  targetRefused: (name: string) => `${name} did not accept.`,
  transferFailed: (name: string) => `Transfer to ${name} failed.`,
  callIsBack: (sentence: string) => `${sentence} The call is back with you.`,
  redirectAsked: (name: string, target: string) => `${name} forwards the call to ${target}. Call there?`,
  transferAsked: (name: string, target: string) => `${name} asks you to call ${target}. Call there?`,
  transferCall: (name: string) => `Transfer ${name}`,
  transferNow: 'Transfer now',
  transferTo: 'Transfer to',
  consult: 'Ask first',
  /** `other` is empty where nobody is chosen yet. */
  staysOnHold: (name: string, other: string) => `${name} stays on hold until ${other || 'the other side'} answers.`,
  talkFirst: (name: string) => `Talk to ${name} first, then Complete`,
  waitFirst: (name: string) => `When ${name} answers, talk first, then Complete`,
  connectBoth: (first: string, second: string) => `Complete connects ${first} and ${second}`,
  endName: (name: string) => `End ${name}`,
  endForAll: 'End for all',
  people: (count: number) => `${count} people`,
  talking: 'Talking',
  mutedByYou: 'Muted by you',
  muteName: (name: string) => `Mute ${name}`,
  unmuteName: (name: string) => `Unmute ${name}`,
  removeName: (name: string) => `Remove ${name}`,
  change: 'Change',
  digitsProgress: (sent: number, total: number) => `${sent} of ${total}`,
  sendingDigits: 'Sending digits',
  waitingForYou: 'Waiting for you',
  goOn: 'Go on',
  addCall: 'Call somebody else',
  waitsOnHold: (name: string) => `${name} waits on hold`,
  toNumber: (number: string) => `to ${number}`,
  incomingOn: (name: string) => `Incoming · ${name}`,
  aboutCaller: 'About the caller',
  doNotDisturb: 'Do not disturb',

  // Actions
  answer: 'Answer',
  decline: 'Decline',
  hangUp: 'Hang up',
  cancel: 'Cancel',
  mute: 'Mute',
  unmute: 'Unmute',
  hold: 'Hold',
  resume: 'Resume',
  transfer: 'Transfer',
  add: 'Add',
  more: 'More',
  swap: 'Swap',
  swapWith: (name: string) => `Swap to ${name}`,
  merge: 'Merge',
  split: 'Talk alone',
  complete: 'Complete',
  camera: 'Camera',
  shareScreen: 'Share screen',
  record: 'Record',
  recording: 'Recording',
  recordingPaused: 'Recording paused',
  devicesAndVolume: 'Devices and volume',
  callDetails: 'Call details',
  connectionQuality: (bars: CallQuality['bars']) => `Connection: ${['no sound', 'bad', 'weak', 'fair', 'good'][bars]}`,
  qualityWord: (bars: CallQuality['bars']) => (['No sound', 'Bad', 'Weak', 'Fair', 'Good'] as const)[bars],
  noFiguresYet: 'No figures yet',
  close: 'Close',
  hide: 'Hide',
  ignore: 'Silence',
  voicemail: 'Voicemail',
  dismiss: 'Dismiss',
  details: 'Details',
  holdAndAnswer: 'Hold & answer',
  endAndAnswer: 'End & answer',
  open: 'Open',
  back: 'Back',
  callUs: 'Call us',
  gettingReady: 'Getting ready…',
  couldNotLoad: 'This could not be loaded.',
  tryAgain: 'Try again',
  busyTryAgain: 'Busy. Try again',

  // The microphone
  browserWillAsk: 'To talk, your browser will ask for the microphone.',
  continue: 'Continue',
  notNow: 'Not now',
  microphone: (state: MicrophoneState) => microphone[state],
  microphoneOwner: (state: MicrophoneState) => microphoneOwner[state] ?? '',
  checkAgain: 'Check again',
  listenOnly: 'Listen only',

  // Sound
  settings: 'Settings',
  stopTest: 'Stop',

  // The account form
  account: 'Account',
  server: 'Server',
  address: 'Address',
  userName: 'User name',
  optional: 'optional',
  password: 'Password',
  showPassword: 'Show password',
  signOut: 'Sign out',
  save: 'Save',

  // Announcements
  announceIncoming: (name: string) => `Incoming call from ${name}`,
  announceSecond: (name: string) => `Second call from ${name}`,
  announceOffline: 'No connection. Trying again.',
  announceRefused: 'Sign-in refused. Check user name and password.',
  announceReady: 'Ready',

  // Lists
  clear: 'Clear',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  missed: 'Missed',
  calls: 'Calls',

  // Tabs and menu of the phone
  team: 'Team',
  messages: 'Messages',
  menu: 'Menu',
  filterResults: (count: number) => (count === 1 ? '1 result' : `${count} results`),

  // Lamps
  lampStatus: (status: LampStatus) => lampStatus[status],
  /** Where the call that rings can be taken. */
  ringingPickUp: 'Ringing · pick up',

  // Voicemail
  somethingNew: 'New messages',

  // Messages
  unreadMessages: 'unread',
  announceMessage: (name: string) => `Message from ${name}`,

  // Contacts
  contacts: 'Contacts',
  noContactsYet: 'No contacts yet',
  suggestions: 'Suggestions',

  // The check
  diagnostics: 'Connection check',

  // Links and frames
  callThisNumber: 'Call this number?',
  callThisNumberWhy: 'The page starts this call, and its text does not show this number. A call can cost money.',
  serviceCode: 'This code is not called from a page',
  serviceCodeWhy:
    'A service code can change the settings of your line, such as where your calls go. Dial it on the keypad if you want that.',
};

const english: CallWords = { ...calls, $code: 'en', $name: 'English', $dir: 'ltr' };

export default english;
