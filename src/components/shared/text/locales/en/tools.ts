/** English: the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord } from '../translation.js';

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
  checking: 'Checking…',
  unsupported: 'This browser has none',
};

const tools = {
  // Sound
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
  copyAll: 'Copy all',
  download: 'Download',
  pause: 'Pause',
  continueTrace: 'Continue',
};

export default tools;
