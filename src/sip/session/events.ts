/**
 * Events of a session with their arguments: those of SIP.js, and additional ones.
 * Subjects: events of a session; referProgress; stateChange of a session.
 */

import type { SipError } from '../base/errors.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse, OutgoingResponseMessage } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { SessionDescriptionHandler } from './description-handler.js';
import type { Session } from './session.js';
import type { SessionState } from './state.js';

/** Any received or sent response. */
export type AnyResponse = IncomingResponse | OutgoingResponseMessage;

/** A tone that was sent, or received by INFO. */
export interface DtmfEvent {
  /** One of `0-9 * # A-D`, or `R` for flash. */
  readonly tone: string;
  /** Milliseconds. */
  readonly duration: number;
}

export interface SessionEvents {
  /** A provisional response was received or sent. */
  progress: [response: AnyResponse];
  /** A 2xx was received (outgoing, with the response) or sent (incoming, without arguments). */
  accepted: [data?: { code: number; response: IncomingResponse }];
  rejected: [response: AnyResponse, cause: string];
  /** The call failed before it was accepted; `response` is null if no response ended it. */
  failed: [response: AnyResponse | null, cause: string];
  /** The session has ended; `message` is the response that ended it, null if none did, as after a BYE. */
  terminated: [message: AnyResponse | null, cause: string];
  cancel: [];
  /** A REFER was received. Without a listener it is rejected (603). */
  refer: [request: IncomingRequest];
  /** Another session replaces this one, which then ends; see `replaces` of the configuration (RFC 3891). */
  replaced: [newSession: Session];
  /** An incoming call asks to be mixed into this one (RFC 3911) and is not answered; see `join` of `UA`. */
  join: [newSession: Session];
  /**
   * A tone was sent, or received by INFO. `request` is the INFO, null for a tone sent as an RTP event.
   * Received RTP events are not reported: a description handler on WebRTC cannot observe them.
   */
  dtmf: [request: IncomingRequest | OutgoingRequestMessage | null, dtmf: DtmfEvent];
  bye: [request: IncomingRequest | OutgoingRequestMessage];

  /** The state changed; emitted before the event that gives the reason. */
  stateChange: [state: SessionState];
  /** The ACK was received (incoming) or sent (outgoing). */
  confirmed: [];
  /** The local or the remote party has put the call on hold. */
  hold: [originator: 'local' | 'remote'];
  unhold: [originator: 'local' | 'remote'];
  /** The description handler was created and has not been used yet. */
  sessionDescriptionHandler: [handler: SessionDescriptionHandler];
  /**
   * The connection to the server broke, or is restored. `error` is set if the remote party could not be given the new
   * contact, or refused it: the call continues, but its media may fail.
   */
  flow: [state: 'lost' | 'recovered', error?: SipError];
  /** An INFO without DTMF, of a package of the application or without a package, was received and answered with 200. */
  info: [request: IncomingRequest];
  /** A MESSAGE inside the call was received and answered with 200. */
  message: [request: IncomingRequest];
  /**
   * Progress of a REFER that this session sent: the status in a NOTIFY. Each REFER ends with one `final` event: the
   * status of a NOTIFY; the response to the REFER if it was rejected or accepted without a subscription; 408 if no
   * outcome was reported; 503 if the user agent stops. Below 200 the subscription ended before the outcome was known.
   */
  referProgress: [statusCode: number, final: boolean];
  /** A REFER that this session sent was accepted (2xx): what `referProgress` emits from now on is of the transfer target. */
  referAccepted: [];
  /** Outgoing: a 3xx redirected the call; this target is called now (RFC 3261 §8.1.3.4). */
  redirected: [target: URI];
  /** `shownIdentity` changed: the identity that the server asserts (RFC 3325), or without one that of Remote-Party-ID. */
  identity: [shown: NameAddrHeader];
}
