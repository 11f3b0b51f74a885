/** English: what helps. */

import type { CheckRow, CheckWord } from './translation.js';

const rows: Record<CheckRow, string> = {
  // The account form
  account: 'Account',
  server: 'Server',
  microphone: 'Microphone',
  relay: 'Relay',
  notifications: 'Notifications',
};

const checks: Record<CheckWord, string> = {
  ready: 'Signed in',
  connecting: 'Signing in…',
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

export const tools = {
  // The check
  diagnostics: 'Connection check',
  checkRow: (row: CheckRow) => rows[row],
  checkWord: (word: CheckWord) => checks[word],
  good: 'Good',
  warning: 'Warning',
  fault: 'Fault',
  allGood: 'Everything works',
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

  // Links and frames
  callsFromThisPage: (number: string) => `Calls ${number} from this page`,
  notCalledFromPages: (number: string) => `${number} is not called from a page`,
  callThisNumber: 'Call this number?',
  callThisNumberWhy: 'The page starts this call, and its text does not show this number. A call can cost money.',
  serviceCode: 'This code is not called from a page',
  serviceCodeWhy:
    'A service code can change the settings of your line, such as where your calls go. Dial it on the keypad if you want that.',
  framedPhone: 'Phone',
};
