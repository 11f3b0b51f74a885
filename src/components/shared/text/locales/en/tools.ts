/**
 * English: the views of settings, devices, connection check and trace.
 * Subjects: English sentences of settings and connection check; ringer names, words.
 */

import type { CallQuality, DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Microphone',
  speaker: 'Speaker',
  ringer: 'Speaker',
  camera: 'Camera',
};

const testOf = { microphone: 'Test microphone', speaker: 'Test speaker', ringer: 'Test ring' } as const;

const rows: Record<CheckRow, string> = {
  account: 'Account',
  server: 'Server',
  microphone: 'Microphone',
  relay: 'Relay',
  notifications: 'Notifications',
};

const checks: Record<CheckWord, string> = {
  ready: 'Signed in',
  offline: 'Waits for the connection',
  refused: 'Sign-in refused: check user name and password',
  unconfigured: 'Not set up',
  elsewhere: 'Active in another tab',
  stopped: 'Signed out',
  connected: 'Connected',
  'not-connected': 'Cannot be reached',
  idle: 'Not connected',
  granted: 'Can be used',
  ask: 'Not allowed yet',
  denied: 'Blocked for this site',
  missing: 'None found',
  insecure: 'This page must use https',
  frame: 'This frame may not use it',
  policy: 'This website does not allow it',
  'in-use': 'Another program uses it',
  'no-relay': 'None set: calls may fail in strict networks',
  'relay-works': 'Works',
  'relay-fails': 'Cannot be reached: calls may fail in strict networks',
  'echo-works': 'Your sound comes back',
  'echo-fails': 'No sound came back',
  checking: 'Checking…',
  unsupported: 'Not available in this browser',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Microphone',
  speaker: 'Speaker',
  ringer: 'Ring on',
  camera: 'Camera',
};

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

const tools = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'You are muted.',
  recordingLost: 'The recording began again: what was recorded before the page was loaded is lost.',
  recordingStopped: 'The recording stopped when the page was loaded, and what was recorded is lost.',
  noAudioPath: 'No sound gets through.',
  connectOthers: 'Leave them talking',
  weakLocal: '*Your* connection is weak: others may not hear you.',
  weakRemote: '*Their* side sounds poor.',
  weakSomewhere: 'The connection is weak.',
  moveCloser: 'Move closer to the router or switch Wi-Fi off.',
  noMicrophoneAudio: (device: string) =>
    device ? `We hear nothing from “${device}”.` : 'We hear nothing from your microphone.',
  changeMicrophone: 'Change microphone',
  deviceLost: (lost: string, now: string) => (now ? `${lost} unplugged. Now using ${now}.` : `${lost} unplugged.`),
  deviceBack: (now: string) => `${now} is back in use.`,
  endCall: 'End call',
  recordingReady: 'The recording is ready.',
  saveRecording: 'Save recording',
  qualityFigure: (figure: QualityFigure) => figures[figure],
  networkPath: (path: NonNullable<CallQuality['path']>) => (path === 'relay' ? 'through a relay' : 'direct'),
  /** Two steps, each on a line of its own. */
  microphoneSteps: (browser: BrowserKind) => microphoneSteps[browser],
  deviceUse: (use: DeviceUse) => deviceUse[use],
  playing: 'Playing…',

  // Sound
  deviceNumber: (use: DeviceUse, number: number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'System default',
  notConnected: 'Not connected',
  browserChoosesOutput: 'This browser chooses where sound comes out.',
  deviceRefused: 'This device cannot be used now.',
  volume: (use: 'speaker' | 'ringer') => (use === 'ringer' ? 'Ring volume' : 'Volume'),
  levelOut: 'Level of your microphone',
  levelIn: 'Level of what you hear',
  test: 'Test',
  testOf: (use: 'microphone' | 'speaker' | 'ringer') => testOf[use],
  speakNow: (seconds: number) => `Speak now… ${seconds}`,
  testFailed: 'The test could not be run.',
  reduceNoise: 'Reduce noise',
  removeEcho: 'Remove echo',
  adjustLevel: 'Adjust microphone volume',
  ringtone: 'Ringtone',
  silent: 'Silent',
  echoTest: 'Echo test',
  callersHearBusy: 'Callers are told you are busy',
  connectionCheck: 'Connection check',
  connectionCheckOf: 'Account, server, microphone, relay',

  // The check
  checkRow: (row: CheckRow) => rows[row],
  checkWord: (word: CheckWord) => checks[word],
  good: 'Good',
  warning: 'Warning',
  fault: 'Fault',
  report: 'Report',
  copyReport: 'Copy report',
  copied: 'Copied',
  cannotCopy: 'This browser does not let the page copy. Select the text instead.',
  allowMicrophone: 'Allow microphone',
  allowNotifications: 'Allow notifications',

  // The trace
  trace: 'SIP messages',
  traceMessages: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
  noTraceYet: 'No message yet',
  thisPhone: 'Phone',
  theServer: 'Server',
  others: 'Others',
  copyMessage: 'Copy message',
  previousMessage: 'Previous message',
  nextMessage: 'Next message',
  copyAll: 'Copy all',
  download: 'Download',
  pause: 'Pause',
  continueTrace: 'Continue',
};

export default tools;
