/** Everything that the elements say, typed: a dictionary that lacks a sentence does not compile. */

import type { Translation as BaseTranslation } from '@shoelace-style/localize';
import type { CallQuality, Cause, DeviceUse, MicrophoneState, Problem } from '../../../../phone/state.js';
import type { PeopleWords } from './contacts.js';
import type { ToolWords } from './tools.js';

/** What a problem of the configuration says in the phone: what is wrong, and what a right value looks like. */
export interface ProblemWords {
  readonly title: string;
  readonly remedy: string;
}

/** Kinds of browsers, as far as their settings differ. */
export type BrowserKind = 'chromium' | 'firefox' | 'safari' | 'other';

/** What is measured of a call and shown by name. */
export type QualityFigure = 'codec' | 'path' | 'roundTrip' | 'jitter' | 'lossIn' | 'lossOut' | 'mos';

export interface Translation extends BaseTranslation, PeopleWords, ToolWords {
  // The account
  phone: string;
  ready: string;
  connecting: string;
  notSetUp: string;
  signedOut: string;
  signIn: string;
  activeElsewhere: string;
  callsRingThere: string;
  useHere: string;
  noConnection: string;
  cannotReachServer: string;
  certificateOrAddress: string;
  tryingAgainIn: (seconds: number) => string;
  tryingNow: string;
  tryNow: string;
  signInRefused: string;
  passwordWithheld: string;
  passwordUnavailable: string;
  checkCredentials: string;
  fix: string;
  phoneNotSetUp: string;
  addServerAndAccount: string;
  addAccount: string;
  problemTitle: (kind: Problem['kind']) => string;
  problemRemedy: (kind: Problem['kind']) => string;
  unlockSound: string;

  // Dialling
  keypad: string;
  recents: string;
  dialpad: string;
  nameOrNumber: string;
  numberToCall: string;
  digitsSent: string;
  star: string;
  hash: string;
  call: string;
  redial: string;
  callNumber: (number: string) => string;
  callBack: string;
  callAgain: string;
  editNumber: string;
  delete: string;
  message: string;

  // A call
  incomingCall: string;
  secondCall: string;
  calling: string;
  ringing: string;
  audioFromNetwork: string;
  connected: string;
  inCall: string;
  ending: string;
  onHold: string;
  remoteHold: string;
  muted: string;
  youAreMuted: string;
  connectionLost: string;
  resuming: string;
  recordingLost: string;
  noAudioPath: string;
  privateNumber: string;
  callEnded: string;
  endedByThem: string;
  endedByYou: string;
  endedBySystem: string;
  cause: (cause: Cause) => string;
  busyName: (name: string) => string;
  duration: string;

  transferringTo: (name: string) => string;
  transferRings: (name: string) => string;
  transferRefusedEnded: (name: string) => string;
  transferRefused: (name: string) => string;
  redirectAsked: (name: string, target: string) => string;
  transferAsked: (name: string, target: string) => string;
  transferCall: (name: string) => string;
  transferNow: string;
  transferTo: string;
  consult: string;
  /** `other` is empty where nobody is chosen yet. */
  staysOnHold: (name: string, other: string) => string;
  talkFirst: (name: string) => string;
  waitFirst: (name: string) => string;
  connectBoth: (first: string, second: string) => string;
  endName: (name: string) => string;
  endForAll: string;
  connectThem: string;
  people: (count: number) => string;
  talking: string;
  mutedByYou: string;
  muteName: (name: string) => string;
  unmuteName: (name: string) => string;
  removeName: (name: string) => string;
  weakHere: string;
  weakThere: string;
  weakSomewhere: string;
  moveCloser: string;
  hearNothing: (device: string) => string;
  change: string;
  changeMicrophone: string;
  deviceLost: (lost: string, now: string) => string;
  deviceBack: (now: string) => string;
  endCall: string;
  digitsProgress: (sent: number, total: number) => string;
  sendingDigits: string;
  waitingForYou: string;
  goOn: string;
  addCall: string;
  waitsOnHold: (name: string) => string;
  toNumber: (number: string) => string;
  incomingOn: (name: string) => string;
  aboutCaller: string;
  doNotDisturb: string;

  // Actions
  answer: string;
  decline: string;
  hangUp: string;
  cancel: string;
  mute: string;
  unmute: string;
  hold: string;
  resume: string;
  transfer: string;
  add: string;
  more: string;
  swap: string;
  swapWith: (name: string) => string;
  merge: string;
  split: string;
  complete: string;
  camera: string;
  shareScreen: string;
  record: string;
  recording: string;
  recordingPaused: string;
  recordingReady: string;
  saveRecording: string;
  sound: string;
  callDetails: string;
  connectionQuality: (bars: CallQuality['bars']) => string;
  qualityWord: (bars: CallQuality['bars']) => string;
  qualityFigure: (figure: QualityFigure) => string;
  networkPath: (path: NonNullable<CallQuality['path']>) => string;
  noFiguresYet: string;
  close: string;
  hide: string;
  ignore: string;
  voicemail: string;
  dismiss: string;
  details: string;
  holdAndAnswer: string;
  endAndAnswer: string;
  open: string;
  openPhone: string;
  closePhone: string;
  movePhone: string;
  missedCalls: (count: number) => string;
  back: string;
  callUs: string;
  gettingReady: string;
  busyTryAgain: string;

  // The microphone
  yourMicrophone: string;
  browserWillAsk: string;
  continue: string;
  notNow: string;
  microphone: (state: MicrophoneState) => string;
  /** Two steps, each on a line of its own. */
  microphoneSteps: (browser: BrowserKind) => string;
  microphoneOwner: (state: MicrophoneState) => string;
  checkAgain: string;
  listenOnly: string;

  // Sound
  settings: string;
  deviceUse: (use: DeviceUse) => string;
  deviceNumber: (use: DeviceUse, number: number) => string;
  systemDefault: string;
  notConnected: (label: string) => string;
  chosenDevice: string;
  browserChoosesOutput: string;
  deviceRefused: string;
  volume: (use: 'speaker' | 'ringer') => string;
  levelOut: string;
  levelIn: string;
  test: string;
  testOf: (use: 'microphone' | 'speaker' | 'ringer') => string;
  stopTest: string;
  speakNow: (seconds: number) => string;
  playingTest: string;
  testFailed: string;
  reduceNoise: string;
  callersHearBusy: string;
  connectionCheck: string;
  connectionCheckOf: string;

  // The account form
  account: string;
  server: string;
  address: string;
  userName: string;
  password: string;
  showPassword: string;
  signOut: string;
  displayName: string;
  save: string;

  // Announcements
  announceIncoming: (name: string) => string;
  announceSecond: (name: string) => string;
  announceOffline: string;
  announceRefused: string;
  announceReady: string;

  // Lists
  noCallsYet: string;
  callsAppearHere: string;
  openKeypad: string;
  clear: string;
  today: string;
  yesterday: string;
  incoming: string;
  outgoing: string;
  missed: string;
  seconds: (count: number) => string;
  minutes: (count: number) => string;
  calls: string;

  // Keys
  shortcuts: string;
  shortcutDigits: string;
}
