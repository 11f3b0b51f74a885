/** English. The sentences for causes and problems are the phone's own (src/phone/words.ts). */

import type { CallQuality, Cause, DeviceUse, MicrophoneState, Problem } from '../../../../phone/state.js';
import { CAUSE_WORDS, PROBLEM_WORDS } from '../../../../phone/words.js';
import { people } from './contacts-en.js';
import { tools } from './tools-en.js';
import type { BrowserKind, QualityFigure, Translation } from './translation.js';

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
  'blocked-by-policy': 'This website switches the microphone off.',
  'in-use': 'Another program uses the microphone.',
};

const microphoneOwner: Partial<Record<MicrophoneState, string>> = {
  missing: 'Plug one in and check again.',
  insecure: 'Browsers give the microphone to secure pages only. Serve the page over https.',
  'blocked-by-frame': 'The page around it has to write allow="microphone" on the frame.',
  'blocked-by-policy': 'The server of the page has to send Permissions-Policy: microphone=(self).',
  'in-use': 'Close the other program and check again.',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Microphone',
  speaker: 'Speaker',
  ringer: 'Ring on',
  camera: 'Camera',
};

const deviceKind: Record<DeviceUse, string> = { ...deviceUse, ringer: 'Speaker' };

const testOf = { microphone: 'Test microphone', speaker: 'Test speaker', ringer: 'Test ring' } as const;

const figures: Record<QualityFigure, string> = {
  codec: 'Codec',
  path: 'Path',
  roundTrip: 'Round-trip time',
  jitter: 'Jitter',
  lossIn: 'Packet loss (received)',
  lossOut: 'Packet loss (sent)',
  mos: 'Quality (1 to 4.5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Press the marked sign in the address bar.\nSwitch Microphone on.',
  firefox: 'Press the crossed-out microphone in the address bar.\nRemove the block beside Microphone.',
  safari: 'Open the settings for this website in the address bar.\nSet Microphone to Allow.',
  other: 'Open the settings of this site in your browser.\nAllow the microphone.',
};

export const words = {
  // The account
  phone: 'Phone',
  ready: 'Ready',
  connecting: 'Connecting…',
  notSetUp: 'Not set up',
  signedOut: 'Signed out',
  signIn: 'Sign in',
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
  addServerAndAccount: 'Add server and account.',
  addAccount: 'Add account',
  problemTitle: (kind: Problem['kind']) => firstSentence(PROBLEM_WORDS[kind]),
  problemRemedy: (kind: Problem['kind']) => PROBLEM_WORDS[kind].slice(firstSentence(PROBLEM_WORDS[kind]).length).trim(),
  unlockSound: 'Click once so that calls can ring.',

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
  callNumber: (number: string) => `Call ${number}`,
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
  youAreMuted: 'You are muted.',
  connectionLost: 'Connection lost. Trying to restore…',
  resuming: 'Bringing your call back…',
  recordingLost: 'The recording began again: what was recorded before the page was loaded is lost.',
  noAudioPath: 'No sound gets through.',
  privateNumber: 'Private number',
  callEnded: 'Call ended',
  endedByThem: 'The other side ended the call',
  endedByYou: 'You ended the call',
  endedBySystem: 'The connection ended',
  cause: (cause: Cause) => withoutStop(CAUSE_WORDS[cause]),
  busyName: (name: string) => `${name} is busy`,
  duration: 'Duration',

  transferringTo: (name: string) => `Transferring to ${name}…`,
  transferRings: (name: string) => `${name} is ringing`,
  transferRefusedEnded: (name: string) => `${name} did not accept, and the call has ended.`,
  transferRefused: (name: string) => `${name} did not accept. The call is back with you.`,
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
  connectThem: 'Leave them talking',
  people: (count: number) => `${count} people`,
  talking: 'Talking',
  mutedByYou: 'Muted by you',
  muteName: (name: string) => `Mute ${name}`,
  unmuteName: (name: string) => `Unmute ${name}`,
  removeName: (name: string) => `Remove ${name}`,
  weakHere: '*Your* connection is weak: others may not hear you.',
  weakThere: '*Their* side sounds poor.',
  weakSomewhere: 'The connection is weak.',
  moveCloser: 'Move closer to the router or switch Wi-Fi off.',
  hearNothing: (device: string) =>
    device ? `We hear nothing from “${device}”.` : 'We hear nothing from your microphone.',
  change: 'Change',
  changeMicrophone: 'Change microphone',
  deviceLost: (lost: string, now: string) => (now ? `${lost} unplugged. Now using ${now}.` : `${lost} unplugged.`),
  deviceBack: (now: string) => `${now} is back in use.`,
  endCall: 'End call',
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
  recordingReady: 'The recording is ready.',
  saveRecording: 'Save recording',
  sound: 'Devices and volume',
  callDetails: 'Call details',
  connectionQuality: (bars: CallQuality['bars']) =>
    `Connection: ${['no sound', 'bad', 'weak', 'good', 'very good'][bars]}`,
  qualityWord: (bars: CallQuality['bars']) => (['No sound', 'Bad', 'Weak', 'Good', 'Very good'] as const)[bars],
  qualityFigure: (figure: QualityFigure) => figures[figure],
  networkPath: (path: NonNullable<CallQuality['path']>) => (path === 'relay' ? 'through a relay' : 'direct'),
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
  openPhone: 'Open phone',
  closePhone: 'Close phone',
  movePhone: 'Move phone',
  missedCalls: (count: number) => (count === 1 ? '1 missed call' : `${count} missed calls`),
  back: 'Back',
  callUs: 'Call us',
  gettingReady: 'Getting ready…',
  couldNotLoad: 'This could not be loaded.',
  busyTryAgain: 'Busy. Try again',

  // The microphone
  yourMicrophone: 'Your microphone',
  browserWillAsk: 'To talk, your browser will ask for the microphone.',
  continue: 'Continue',
  notNow: 'Not now',
  microphone: (state: MicrophoneState) => microphone[state],
  /** Two steps, each on a line of its own. */
  microphoneSteps: (browser: BrowserKind) => microphoneSteps[browser],
  microphoneOwner: (state: MicrophoneState) => microphoneOwner[state] ?? '',
  checkAgain: 'Check again',
  listenOnly: 'Listen only',

  // Sound
  settings: 'Settings',
  deviceUse: (use: DeviceUse) => deviceUse[use],
  deviceNumber: (use: DeviceUse, number: number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'System default',
  notConnected: (label: string) => `${label} (not connected)`,
  chosenDevice: 'The chosen device',
  browserChoosesOutput: 'This browser chooses where sound comes out.',
  deviceRefused: 'This device cannot be used now.',
  volume: (use: 'speaker' | 'ringer') => (use === 'ringer' ? 'Ring volume' : 'Volume'),
  levelOut: 'Level of your microphone',
  levelIn: 'Level of what you hear',
  test: 'Test',
  testOf: (use: 'microphone' | 'speaker' | 'ringer') => testOf[use],
  stopTest: 'Stop',
  speakNow: (seconds: number) => `Speak now… ${seconds}`,
  playingTest: 'Playing…',
  testFailed: 'The test could not be run.',
  reduceNoise: 'Reduce noise',
  callersHearBusy: 'Callers are told you are busy',
  connectionCheck: 'Connection check',
  connectionCheckOf: 'Account, server, microphone, relay',

  // The account form
  account: 'Account',
  server: 'Server',
  address: 'Address',
  userName: 'User name',
  password: 'Password',
  showPassword: 'Show password',
  signOut: 'Sign out',
  displayName: 'Your name',
  save: 'Save',

  // Announcements
  announceIncoming: (name: string) => `Incoming call from ${name}`,
  announceSecond: (name: string) => `Second call from ${name}`,
  announceOffline: 'No connection. Trying again.',
  announceRefused: 'Sign-in refused. Check user name and password.',
  announceReady: 'Ready',

  // Lists
  noCallsYet: 'No calls yet',
  callsAppearHere: 'Calls you make and take appear here.',
  openKeypad: 'Open keypad',
  clear: 'Clear',
  today: 'Today',
  yesterday: 'Yesterday',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  missed: 'Missed',
  seconds: (count: number) => `${count} s`,
  minutes: (count: number) => `${count} min`,
  calls: 'Calls',

  // Keys
  shortcuts: 'Keyboard',
  shortcutDigits: 'Digits',
};

const en: Translation = { ...people, ...tools, ...words, $code: 'en', $name: 'English', $dir: 'ltr' };

export default en;
