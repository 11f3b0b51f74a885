/** Where a session stands: each state carries what goes with it (RFC 3261 §13 to §15). */

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
  /** The final response that refused the call, either way, where one did. */
  readonly statusCode?: number | undefined;
  readonly reasonPhrase?: string | undefined;
  /** What Reason of the ending message says: `SIP` and `Q.850` causes (RFC 3326). */
  readonly reasons: readonly Reason[];
  /** What went wrong here, where something did: its `kind` tells media from transport from timeout. */
  readonly error?: SipError | undefined;
  /** The message that ended it, where one did. */
  readonly message?: IncomingRequest | IncomingResponse | undefined;
}

export type SessionState =
  /** Outgoing: the offer is being made, nothing was sent. */
  | { readonly status: 'initial' }
  /** Outgoing: the INVITE is out, nothing but 100 has come. */
  | { readonly status: 'calling' }
  /** Outgoing: a 101 to 199 came; `earlyMedia` says that its description was applied. */
  | { readonly status: 'early'; readonly statusCode: number; readonly earlyMedia: boolean }
  /** Incoming, not answered. */
  | { readonly status: 'incoming' }
  /** Incoming: `accept()` was called, the answer is being made. */
  | { readonly status: 'answering' }
  /** Up. */
  | { readonly status: 'established'; readonly since: Date }
  /** `cancel()` was called, or a BYE has to wait for the ACK to our 2xx (§15). */
  | { readonly status: 'ending'; readonly by: 'cancel' | 'bye' }
  | ({ readonly status: 'ended' } & SessionEnd);

export type SessionStatus = SessionState['status'];
