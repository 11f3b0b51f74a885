/**
 * The states of a session, each with its data (RFC 3261 §13 to §15).
 * Subjects: session states; state union.
 */

import type { SipError } from '../base/errors.js';
import type { EndCause } from '../core/constants.js';
import type { Reason } from '../message/header/reason.js';
import type { IncomingRequest } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';

/** How and why a session ended. */
export interface SessionEnd {
  /** One of `C.causes`. */
  readonly cause: EndCause;
  readonly endedBy: 'local' | 'remote' | 'system';
  /** Status of the final response that rejected the call, if any, sent or received. */
  readonly statusCode?: number | undefined;
  readonly reasonPhrase?: string | undefined;
  /** The Reason values of the ending message: `SIP` and `Q.850` causes (RFC 3326). */
  readonly reasons: readonly Reason[];
  /** The local error that ended the session, if any; its `kind` is for example media, transport or timeout. */
  readonly error?: SipError | undefined;
  /** The message that ended the session, if any. */
  readonly message?: IncomingRequest | IncomingResponse | undefined;
}

export type SessionState =
  /** Outgoing: the offer is being created, nothing has been sent. */
  | { readonly status: 'initial' }
  /** Outgoing: the INVITE has been sent, no response but 100 has been received. */
  | { readonly status: 'calling' }
  /** Outgoing: a 101 to 199 was received; `earlyMedia` says whether its description was applied. */
  | { readonly status: 'early'; readonly statusCode: number; readonly earlyMedia: boolean }
  /** Incoming, not answered yet. */
  | { readonly status: 'incoming' }
  /** Incoming: `accept()` was called, the answer is being created. */
  | { readonly status: 'answering' }
  /** The 2xx has been sent or received. */
  | { readonly status: 'established'; readonly since: Date }
  /** `cancel()` was called, or a BYE waits for the ACK to our 2xx (§15). */
  | { readonly status: 'ending'; readonly by: 'cancel' | 'bye' }
  | ({ readonly status: 'ended' } & SessionEnd);

export type SessionStatus = SessionState['status'];
