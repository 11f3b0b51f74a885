/**
 * Constants that applications compare with: SIP.js's `SIP.C`.
 * Subjects: SIP.C; end causes of SIP.js; dtmfType constants.
 */

import { REASON_PHRASE } from '../message/status.js';

/** Why a session failed or ended ("Failure and End Causes"). */
export const causes = {
  CONNECTION_ERROR: 'Connection Error',
  INTERNAL_ERROR: 'Internal Error',
  REQUEST_TIMEOUT: 'Request Timeout',
  SIP_FAILURE_CODE: 'SIP Failure Code',
  ADDRESS_INCOMPLETE: 'Address Incomplete',
  AUTHENTICATION_ERROR: 'Authentication Error',
  BUSY: 'Busy',
  DIALOG_ERROR: 'Dialog Error',
  INCOMPATIBLE_SDP: 'Incompatible SDP',
  NOT_FOUND: 'Not Found',
  REDIRECTED: 'Redirected',
  REJECTED: 'Rejected',
  UNAVAILABLE: 'Unavailable',
  BAD_MEDIA_DESCRIPTION: 'Bad Media Description',
  BYE: 'Terminated',
  CANCELED: 'Canceled',
  EXPIRES: 'Expires',
  NO_ACK: 'No ACK',
  NO_ANSWER: 'No Answer',
  NO_PRACK: 'No PRACK',
  RTP_TIMEOUT: 'RTP Timeout',
  USER_DENIED_MEDIA_ACCESS: 'User Denied Media Access',
  WEBRTC_ERROR: 'WebRTC Error',
  WEBRTC_NOT_SUPPORTED: 'WebRTC Not Supported',
} as const;

export type EndCause = (typeof causes)[keyof typeof causes];

/** Whether an extension is required, supported or not used. */
export const supported = { REQUIRED: 'required', SUPPORTED: 'supported', UNSUPPORTED: 'none' } as const;

export type Support = (typeof supported)[keyof typeof supported];

/** How DTMF tones are sent. */
const dtmfType = { INFO: 'info', RTP: 'rtp' } as const;

export const C = { causes, supported, dtmfType, REASON_PHRASE } as const;

const BY_STATUS: readonly [cause: EndCause, ...statusCodes: number[]][] = [
  [causes.BUSY, 486, 600],
  [causes.REJECTED, 403, 603],
  [causes.NOT_FOUND, 404, 604],
  [causes.UNAVAILABLE, 408, 410, 430, 480],
  [causes.ADDRESS_INCOMPLETE, 484],
  [causes.INCOMPATIBLE_SDP, 488, 606],
  [causes.AUTHENTICATION_ERROR, 401, 407],
  [causes.CANCELED, 487],
];

/** Returns the end cause of a final response other than 2xx. */
export function causeOf(statusCode: number): EndCause {
  const known = BY_STATUS.find(([, ...codes]) => codes.includes(statusCode));
  if (known) return known[0];
  return statusCode >= 300 && statusCode < 400 ? causes.REDIRECTED : causes.SIP_FAILURE_CODE;
}
