/**
 * Options of the session methods and of the session configuration.
 * Subjects: options of session methods; InviteOptions; RedirectPolicy type.
 */

import type { Support } from '../core/constants.js';
import type { DialogData } from '../dialog/dialog.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { URI } from '../message/uri.js';
import type { ContextReplyOptions } from '../core/server-context.js';
import type { IncomingRequest } from '../message/request.js';
import type { Session } from './session.js';
import type { SessionDescriptionHandlerModifier, SessionDescriptionHandlerOptions } from './description-handler.js';

/** Functions that modify descriptions before they are sent or applied. */
export type Modifiers = readonly SessionDescriptionHandlerModifier[];

export interface SessionOptions {
  /** `Name: value` lines. */
  extraHeaders?: readonly string[] | undefined;
  /** Hide the local identity (RFC 3323) in all further messages of the call. Default: unchanged, initially false. */
  anonymous?: boolean | undefined;
  /** Reliable provisional responses (RFC 3262). Default: `rel100` of the configuration. */
  rel100?: Support | undefined;
  /** Let the remote party make the offer. Default false. */
  inviteWithoutSdp?: boolean | undefined;
  sessionDescriptionHandlerOptions?: SessionDescriptionHandlerOptions | undefined;
  modifiers?: Modifiers | undefined;
}

export interface InviteOptions extends SessionOptions {
  /** The address of From, and of the local party of the dialog. Default: the own address. Servers may refuse another one. */
  from?: NameAddrHeader | undefined;
  /** The display name of the target in To. */
  displayName?: string | undefined;
  /**
   * The dialog that the new call replaces: the `dialog` of `session.snapshot()`, or `dialog.toJSON()`; with `earlyOnly`
   * only if it has not been answered (RFC 3891).
   */
  replaces?: (DialogNames & { earlyOnly?: boolean | undefined }) | undefined;
  /** The dialog of the callee into which the new call is to be mixed (RFC 3911). Not with `replaces`. */
  join?: DialogNames | undefined;
  /** Request automatic or manual answering by the callee (RFC 5373). */
  answerMode?: AnswerModeOption | undefined;
}

/** A dialog of the callee as its peer identifies it: `remoteTag` is the tag of the callee. */
export type DialogNames = Pick<DialogData, 'callId' | 'localTag' | 'remoteTag'>;

export interface AnswerModeOption {
  readonly mode: 'auto' | 'manual';
  /** Reject the call rather than answer in the other mode. Default false. */
  readonly required?: boolean | undefined;
  /** Override the settings of the callee (Priv-Answer-Mode); servers allow it to few users. Default false. */
  readonly privileged?: boolean | undefined;
}

/** How tones are sent: as INFO, or as RTP events (RFC 4733). */
export type DtmfType = 'info' | 'rtp';

export interface AcceptOptions extends SessionOptions, ContextReplyOptions {}

/** Options of a final response, CANCEL or BYE; in the latter two `statusCode` becomes a Reason. */
export interface EndOptions extends ContextReplyOptions {}

/** Options of a 3xx response. */
export interface RedirectOptions extends ContextReplyOptions {
  /**
   * Reason of the diversion (RFC 5806): `user-busy`, `no-answer`, `unavailable`, `unconditional`, `do-not-disturb`,
   * `deflection`, `away`, … Adds a Diversion with the local address before those of the INVITE. Default: none is added.
   */
  diversion?: string | undefined;
}

export interface ModifyOptions extends SessionOptions {
  /** Restart ICE (RFC 8445 §9). */
  iceRestart?: boolean | undefined;
  /** The application repeats the change until it succeeds or ends the session itself: a 408 does not end it. Default false. */
  repeats?: boolean | undefined;
}

export interface DtmfOptions {
  extraHeaders?: readonly string[] | undefined;
  /** Duration of a tone in milliseconds, 70 to 6000. Default 100. */
  duration?: number | undefined;
  /** Gap between tones in milliseconds, at least 50. Default 500. */
  interToneGap?: number | undefined;
  /** Default: `dtmfType` of the configuration. */
  type?: DtmfType | undefined;
}

export interface ReferOptions {
  extraHeaders?: readonly string[] | undefined;
}

/**
 * Decides which targets of a 3xx are called, in order; all are sip or sips URIs. A function may return a promise: the
 * session waits for it and can be canceled meanwhile. A rejected promise leaves no target.
 */
export type RedirectPolicy =
  'follow' | 'none' | ((targets: readonly URI[], session: Session) => readonly URI[] | Promise<readonly URI[]>);

/**
 * How an INVITE with Replaces is handled (RFC 3891 §8):
 * - `ask`: it rings, and the old call ends when it is answered;
 * - `asserted`: it is answered at once if our server asserts the identity of the remote party (P-Asserted-Identity,
 *   which the server must remove from untrusted senders; RFC 3325 §9.1), else it rings;
 * - `claimed`: also if its From or Referred-By names the remote party, for servers that verify these;
 * - `refuse`: it is rejected;
 * - a function: returns the decision for the session that would end.
 */
export type ReplacesPolicy =
  | 'ask'
  | 'asserted'
  | 'claimed'
  | 'refuse'
  | ((session: Session, request: IncomingRequest) => 'take' | 'ask' | 'refuse');

/** The part of the configuration that sessions use. Durations in seconds. */
export interface SessionSettings {
  /** Time after which an unanswered incoming call is rejected (480); 0 for no limit. Default 120. */
  readonly noAnswerTimeout: number;
  readonly rel100: Support;
  /** Session interval to request (RFC 4028), 0 for none. Default 1800. */
  readonly sessionExpires: number;
  /** Whether targets of a 3xx are called: all, none, or those that the function returns. Default `follow`. */
  readonly redirects: RedirectPolicy;
  /** How an INVITE with Replaces is handled. Default `ask`. */
  readonly replaces: ReplacesPolicy;
  /** Content types of a MESSAGE in a call that are taken; others are rejected (415). Undefined: all. */
  readonly messageTypes: () => readonly string[] | undefined;
  /** INFO packages that the application takes in a call (RFC 6086 §5.2); those that it does not name are rejected (469). */
  readonly infoPackages: () => readonly string[];
  /** How tones are sent unless `dtmf()` specifies it. Default `info`. */
  readonly dtmfType: DtmfType;
  /** How long an established call waits for a new connection. Default 60. */
  readonly recoveryTimeout: number;
}
