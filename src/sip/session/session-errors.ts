/**
 * Local errors of a session: how they become a SipError, a status and a cause.
 * Subjects: local error of a session to status and cause.
 */

import { SipError } from '../base/errors.js';
import { causes, type EndCause } from '../core/constants.js';

export function toSipError(error: unknown): SipError {
  if (error instanceof SipError) return error;
  return new SipError('media', error instanceof Error ? error.message : String(error), { cause: error });
}

/** The final response for a local error: its own status if that rejects; 488 for media, else `otherwise`. */
export function statusOfError({ kind, statusCode }: SipError, otherwise = 500): number {
  if (statusCode !== undefined && statusCode >= 400 && statusCode <= 699) return statusCode;
  return kind === 'media' ? 488 : otherwise;
}

export function causeOfError(error: SipError): EndCause {
  switch (error.kind) {
    case 'transport':
      return causes.CONNECTION_ERROR;
    case 'timeout':
      return causes.REQUEST_TIMEOUT;
    case 'media':
      return causes.WEBRTC_ERROR;
    case 'canceled':
      return causes.CANCELED;
    case 'authentication':
      return causes.AUTHENTICATION_ERROR;
    default:
      return causes.INTERNAL_ERROR;
  }
}
