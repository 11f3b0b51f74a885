/** What an application may say to the methods of a session, and how older spellings of it are read. */

import type { Support } from '../core/constants.js';
import type { DialogData } from '../dialog/dialog.js';
import type { URI } from '../message/uri.js';
import type { ContextReplyOptions } from '../core/server-context.js';
import type { IncomingRequest } from '../message/request.js';
import type { SessionFace } from './events.js';
import type { SessionDescriptionHandlerModifier, SessionDescriptionHandlerOptions } from './description-handler.js';

/** Changes descriptions on their way out and in. */
export type Modifiers = readonly SessionDescriptionHandlerModifier[];

export interface SessionOptions {
  /** `Name: value` lines. */
  extraHeaders?: readonly string[] | undefined;
  /** Hide who we are (RFC 3323), in this and in all that follows in the call. Default: as before, at first false. */
  anonymous?: boolean | undefined;
  /** Reliable provisional responses (RFC 3262). Default: that of the configuration, else not offered. */
  rel100?: Support | undefined;
  /** Let the other side make the offer. Default false. */
  inviteWithoutSdp?: boolean | undefined;
  sessionDescriptionHandlerOptions?: SessionDescriptionHandlerOptions | undefined;
  modifiers?: Modifiers | undefined;
}

export interface InviteOptions extends SessionOptions {
  /** The name beside the target in To. */
  displayName?: string | undefined;
  /**
   * The dialog that the new call takes the place of, as `session.snapshot()` or `dialog.toJSON()` wrote it; with `earlyOnly`
   * only as long as nobody has answered there (RFC 3891).
   */
  replaces?: (DialogNames & { earlyOnly?: boolean | undefined }) | undefined;
  /** The dialog of the one we call that the new call is to be mixed into (RFC 3911). Not with `replaces`. */
  join?: DialogNames | undefined;
  /** Ask to be answered without, or only with, a person (RFC 5373). */
  answerMode?: AnswerModeOption | undefined;
}

/** A dialog of who is called, seen from its other side: `remoteTag` is the tag of who is called. */
export type DialogNames = Pick<DialogData, 'callId' | 'localTag' | 'remoteTag'>;

export interface AnswerModeOption {
  readonly mode: 'auto' | 'manual';
  /** Refuse the call rather than answer in another way. Default false. */
  readonly required?: boolean | undefined;
  /** Override what the callee has set (Priv-Answer-Mode); servers let few do that. Default false. */
  readonly privileged?: boolean | undefined;
}

/** How tones go: as INFO, or as RTP events (RFC 4733). */
export type DtmfType = 'info' | 'rtp';

export interface AcceptOptions extends SessionOptions, ContextReplyOptions {}

/** A response or a BYE: `statusCode` becomes a Reason in a BYE or CANCEL. */
export interface EndOptions extends ContextReplyOptions {}

/** A 3xx. */
export interface RedirectOptions extends ContextReplyOptions {
  /**
   * Why the call goes elsewhere (RFC 5806): `user-busy`, `no-answer`, `unavailable`, `unconditional`, `do-not-disturb`,
   * `deflection`, `away`, … Adds Diversion with our address before those that the INVITE has. Default: none is added.
   */
  diversion?: string | undefined;
}

export interface ModifyOptions extends SessionOptions {
  /** Ask for new ICE candidates (RFC 8445 §9). */
  iceRestart?: boolean | undefined;
}

export interface DtmfOptions {
  extraHeaders?: readonly string[] | undefined;
  /** Milliseconds of a tone, 70 to 6000. Default 100. */
  duration?: number | undefined;
  /** Milliseconds between tones, at least 50. Default 500. */
  interToneGap?: number | undefined;
  /** Default: `dtmfType` of the configuration. */
  type?: DtmfType | undefined;
}

export interface ReferOptions {
  extraHeaders?: readonly string[] | undefined;
}

/**
 * Which of the targets of a 3xx may be called, in order; they are sip or sips URIs. A function may give a promise: the session
 * waits for it, and can be canceled meanwhile. A promise that rejects leaves no target.
 */
export type RedirectPolicy =
  'follow' | 'none' | ((targets: readonly URI[], session: SessionFace) => readonly URI[] | Promise<readonly URI[]>);

/**
 * What an INVITE that is to take the place of a call of ours may do (RFC 3891 §8):
 * - `ask`: it rings, and the old call ends when it is answered;
 * - `asserted`: it is answered at once where our server asserts that it is the one we talk to (P-Asserted-Identity, which the
 *   server must take away where others write it; RFC 3325 §9.1), else it rings;
 * - `claimed`: also where its From or Referred-By says so, for servers that check these;
 * - `refuse`: nothing;
 * - what the function says, which gets the session that would end.
 */
export type ReplacesPolicy =
  | 'ask'
  | 'asserted'
  | 'claimed'
  | 'refuse'
  | ((session: SessionFace, request: IncomingRequest) => 'take' | 'ask' | 'refuse');

/** What a session needs of the configuration. Durations in seconds. */
export interface SessionSettings {
  /** Until an incoming call that nobody answers is refused (480). Default 120. */
  readonly noAnswerTimeout: number;
  readonly rel100: Support;
  /** Lifetime of a session between refreshes that we ask for (RFC 4028), 0 for none. Default 1800. */
  readonly sessionExpires: number;
  /** Whether a call goes on to where a 3xx points: all of it, nothing, or what the function leaves. Default `follow`. */
  readonly redirects: RedirectPolicy;
  /** Whether others may take the place of a call. Default `ask`. */
  readonly replaces: ReplacesPolicy;
  /** How tones go where `dtmf()` is not told otherwise. Default `info`. */
  readonly dtmfType: DtmfType;
  /** How long an established call waits for a broken connection to come back. Default 60. */
  readonly recoveryTimeout: number;
}
