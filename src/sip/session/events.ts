/** The events of a session with their arguments, as SIP.js documents them, and a few of our own. */

import type { Emitter } from '../base/emitter.js';
import type { SipError } from '../base/errors.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse, OutgoingResponseMessage } from '../message/response.js';
import type { URI } from '../message/uri.js';
import type { SessionState } from './state.js';

/** Any received or sent response. */
export type AnyResponse = IncomingResponse | OutgoingResponseMessage;

/** A tone that was sent or received by INFO. */
export interface DtmfEvent {
  /** One of `0-9 * # A-D R` and flash. */
  readonly tone: string;
  /** Milliseconds. */
  readonly duration: number;
}

export interface SessionEvents<S = unknown> {
  /** A provisional response came, or was sent. */
  progress: [response: AnyResponse];
  /** Outgoing: with the response; incoming: without arguments. */
  accepted: [data?: { code: number; response: IncomingResponse }];
  rejected: [response: AnyResponse, cause: string];
  failed: [response: AnyResponse | IncomingRequest | null, cause: string];
  terminated: [message: AnyResponse | IncomingRequest | null, cause: string];
  cancel: [];
  /** A REFER came. Without a listener it is refused (603). */
  refer: [request: IncomingRequest];
  /** Another session takes the place of this one, which then ends; see `replaces` of the configuration (RFC 3891). */
  replaced: [newSession: S];
  /** A call wants to be mixed into this one (RFC 3911); nothing is answered by itself. See `join` of the user agent. */
  join: [newSession: S];
  /** A tone went or came by INFO. Those that go as RTP events are not told. */
  dtmf: [request: IncomingRequest | OutgoingRequestMessage, dtmf: DtmfEvent];
  bye: [request: IncomingRequest | OutgoingRequestMessage];

  /** The state changed; called before the events that tell why. */
  stateChange: [state: SessionState];
  /** Incoming: the ACK came; outgoing: it was sent. */
  confirmed: [];
  /** Either side holds the other now. */
  hold: [originator: 'local' | 'remote'];
  unhold: [originator: 'local' | 'remote'];
  /** The description handler exists and nothing was asked of it yet. */
  sessionDescriptionHandler: [handler: unknown];
  /**
   * The connection to the server broke or came back under the call. With an error the other side refused to hear where we
   * are now, or could not be told: the call is up, but its media may not find a way.
   */
  flow: [state: 'lost' | 'recovered', error?: SipError];
  /** An INFO with another body than DTMF came and was answered with 200. */
  info: [request: IncomingRequest];
  /** A MESSAGE came inside the call and was answered with 200. */
  message: [request: IncomingRequest];
  /**
   * How a REFER of ours goes: the status line that a NOTIFY holds. Each REFER ends with one that is `final`: that of a NOTIFY;
   * the answer to the REFER where it was refused, or taken without a subscription; 408 where nobody says how it ended, 503 where the user agent stops. Below
   * 200 the subscription ended before the outcome was known.
   */
  referProgress: [statusCode: number, final: boolean];
  /** Outgoing: a 3xx sent the call on; this target is called now (RFC 3261 §8.1.3.4). */
  redirected: [target: URI];
  /** The other side said under which identity it is known now. */
  identity: [asserted: NameAddrHeader];
}

/** What the parts of a session know of the object that the application holds. */
export interface SessionFace extends Emitter<SessionEvents<SessionFace>> {
  readonly id: string;
  readonly state: SessionState;
  readonly remoteIdentity: NameAddrHeader;
}
