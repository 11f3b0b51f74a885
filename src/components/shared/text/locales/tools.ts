/** What the elements say that help: the trace, the check of everything, links, frames. */

/** A row of the check. */
export type CheckRow = 'account' | 'server' | 'microphone' | 'relay' | 'notifications';

/** What a row of the check can say. */
export type CheckWord =
  | 'ready'
  | 'connecting'
  | 'offline'
  | 'refused'
  | 'unconfigured'
  | 'elsewhere'
  | 'stopped'
  | 'connected'
  | 'not-connected'
  | 'idle'
  | 'granted'
  | 'ask'
  | 'denied'
  | 'missing'
  | 'insecure'
  | 'frame'
  | 'in-use'
  | 'no-relay'
  | 'relay-works'
  | 'relay-fails'
  | 'checking'
  | 'unsupported';

export interface ToolWords {
  // The check
  diagnostics: string;
  checkRow: (row: CheckRow) => string;
  checkWord: (word: CheckWord) => string;
  good: string;
  warning: string;
  fault: string;
  allGood: string;
  report: string;
  copyReport: string;
  copied: string;
  cannotCopy: string;
  allowMicrophone: string;
  allowNotifications: string;

  // The trace
  trace: string;
  traceMessages: (count: number) => string;
  noTraceYet: string;
  thisPhone: string;
  theServer: string;
  others: string;
  copyMessage: string;
  copyAll: string;
  download: string;
  pause: string;
  continueTrace: string;

  // Links and frames
  callsFromThisPage: (number: string) => string;
  notCalledFromPages: (number: string) => string;
  callThisNumber: string;
  callThisNumberWhy: string;
  serviceCode: string;
  serviceCodeWhy: string;
  framedPhone: string;
}
