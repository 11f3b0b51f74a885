/**
 * The states of a session with the objects that exist only in them.
 * Subjects: objects that exist only in one session state.
 */

import type { Established } from './established.js';
import type { IncomingInvite } from './incoming.js';
import type { OutgoingInvite } from './invite.js';
import type { SessionState, SessionStatus } from './state.js';

type In<Status extends SessionStatus> = Extract<SessionState, { status: Status }>;

export type Phase =
  /** Outgoing, without a final response. */
  | { readonly kind: 'calling'; readonly state: In<'initial' | 'calling' | 'early'>; readonly invite: OutgoingInvite }
  /** Incoming, without a final response. */
  | { readonly kind: 'ringing'; readonly state: In<'incoming' | 'answering'>; readonly invite: IncomingInvite }
  | { readonly kind: 'established'; readonly state: In<'established'>; readonly up: Established }
  /** A CANCEL was sent; the final response to the INVITE ends the session. */
  | { readonly kind: 'canceling'; readonly state: In<'ending'> }
  /** The BYE waits for the ACK to our 2xx (RFC 3261 §15). */
  | { readonly kind: 'hanging-up'; readonly state: In<'ending'>; readonly sendBye: () => void }
  | { readonly kind: 'ended'; readonly state: In<'ended'> };
