/**
 * Maps the end of a call to a cause: status codes (RFC 3261 §21), Reason (RFC 3326), ITU-T Q.850.
 * Subjects: status code to cause; Q.850 to cause; answered elsewhere instead of missed; Reason of a CANCEL; declined, busy or not
 * found, decided; 603 Decline, meaning; 480, 404 and 486, meaning; no answer or unavailable.
 */

import type { Reason } from '../sip/message/header/reason.js';
import type { Cause } from './state.js';

/** How an unanswered or refused call ended. */
interface Failure {
  readonly statusCode?: number | undefined;
  readonly reasons?: readonly Reason[];
  /** Whether the callee was ringing (180) when the call ended. */
  readonly rang: boolean;
}

const BY_STATUS: Readonly<Record<number, Cause>> = {
  400: 'incompatible',
  401: 'not-allowed',
  402: 'not-allowed',
  403: 'not-allowed',
  404: 'not-found',
  407: 'not-allowed',
  408: 'timeout',
  410: 'gone',
  415: 'incompatible',
  420: 'incompatible',
  433: 'not-allowed', // anonymous callers are rejected (RFC 5079)
  480: 'unavailable',
  481: 'already-ended',
  482: 'loop',
  483: 'loop',
  484: 'incomplete',
  485: 'not-found',
  486: 'busy',
  488: 'incompatible',
  500: 'server-error',
  501: 'server-error',
  502: 'server-error',
  503: 'server-error',
  504: 'timeout',
  513: 'server-error',
  600: 'busy',
  603: 'declined',
  604: 'not-found',
  606: 'incompatible',
  607: 'blocked', // RFC 8197
  608: 'blocked', // RFC 8688
};

/** ITU-T Q.850 table 1: causes more specific than a SIP status. Normal causes (16, 31) and interworking (127) are not. */
const BY_Q850: Readonly<Record<number, Cause>> = {
  1: 'not-found',
  17: 'busy',
  18: 'no-answer',
  19: 'no-answer',
  20: 'unavailable',
  21: 'declined',
  22: 'gone',
  27: 'unavailable',
  28: 'incomplete',
  34: 'server-error',
  38: 'server-error',
  41: 'server-error',
  42: 'server-error',
  44: 'server-error',
  47: 'server-error',
  50: 'not-allowed',
  52: 'not-allowed',
  54: 'not-allowed',
  55: 'not-allowed',
  57: 'not-allowed',
  65: 'incompatible',
  79: 'incompatible',
  88: 'incompatible',
  102: 'timeout',
};

/** Returns the cause of an unanswered outgoing call. A Q.850 cause ranks above the status code, which is derived from it. */
export function causeOfFailure({ statusCode, reasons = [], rang }: Failure): Cause {
  for (const reason of reasons) {
    const cause = reason.protocol === 'Q.850' && reason.cause !== undefined ? BY_Q850[reason.cause] : undefined;
    if (cause) return cause;
  }
  if (statusCode === undefined) return 'failed';
  if (rang && (statusCode === 408 || statusCode === 480 || statusCode === 487)) return 'no-answer';
  const known = BY_STATUS[statusCode];
  if (known) return known;
  return statusCode >= 500 && statusCode < 600 ? 'server-error' : 'failed';
}

/** Returns the cause of an incoming call that stopped ringing before it was answered, by the Reason of its CANCEL (RFC 3326). */
export function causeOfCancel(reasons: readonly Reason[]): Cause {
  for (const { protocol, cause } of reasons) {
    if (protocol === 'SIP' && cause === 200) return 'answered-elsewhere';
    if (protocol === 'SIP' && (cause === 486 || cause === 600 || cause === 603)) return 'declined';
    // Q.850 26, non-selected user clearing: another device of the account answered.
    if (protocol === 'Q.850' && cause === 26) return 'answered-elsewhere';
  }
  return 'missed';
}

const NOT_FAILURES: ReadonlySet<Cause> = new Set([
  'hung-up',
  'transferred',
  'canceled',
  'missed',
  'forwarded',
  'answered-elsewhere',
  'already-ended',
  'ended-meanwhile',
]);

/** Whether the cause is shown until the user dismisses it. */
export function isFailure(cause: Cause): boolean {
  return !NOT_FAILURES.has(cause);
}
