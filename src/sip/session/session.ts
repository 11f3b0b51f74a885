/** The public session of an application, with SIP.js's `Session` API (RFC 3261 §13 to §15). */

import { Emitter } from '../base/emitter.js';
import { ignorable } from '../base/errors.js';
import { causes } from '../core/constants.js';
import type { CancelOptions } from '../core/outgoing-request.js';
import type { ContextReplyOptions } from '../core/server-context.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { URI } from '../message/uri.js';
import { currentNames, type OldReplyNames } from '../transport/sipjs-compat.js';
import { accept } from './accept.js';
import { bye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { cancel } from './cancel.js';
import type {
  AcceptOptions,
  DtmfOptions,
  EndOptions,
  Modifiers,
  ModifyOptions,
  RedirectOptions,
  ReferOptions,
} from './options.js';
import type { SessionDescriptionHandler } from './description-handler.js';
import type { SessionEvents } from './events.js';
import type { SessionOwner } from './owner.js';
import { sendInCall, type InCallOptions } from './message.js';
import { flowLost, flowRecovered } from './recovery.js';
import { redirect } from './redirect.js';
import { refer, unreadable } from './refer.js';
import { readHints, type CallHints } from './call-info.js';
import { snapshotOf, type SessionSnapshot } from './snapshot.js';
import type { SessionState, SessionStatus } from './state.js';
import { terminate } from './terminate.js';

/**
 * One call, from its INVITE to its end, created by `ua.invite()` or passed to `invite` listeners. A method that does
 * not fit the state throws InvalidStateError (name INVALID_STATE_ERROR), an invalid option TypeError.
 */
export class Session extends Emitter<SessionEvents> {
  readonly method = 'INVITE';
  /** Free for use by the application. */
  readonly data: Record<string, unknown> = {};
  readonly #call: InviteUsage;

  /** Sessions are created by `UA`. @internal */
  constructor(call: InviteUsage) {
    super();
    this.#call = call;
  }

  /** A random identifier of this session, unique in the page; it is not derived from the dialog. */
  get id(): string {
    return this.#call.id;
  }

  /** The user agent of this session. */
  get ua(): SessionOwner {
    return this.#call.owner;
  }

  /** Whether the local party is the caller (`outgoing`) or the callee (`incoming`). */
  get direction(): 'outgoing' | 'incoming' {
    return this.#call.direction;
  }

  /** The state with its data; `stateChange` is emitted at each change. */
  get state(): SessionState {
    return this.#call.state;
  }

  /** When `accepted` fired. */
  get startTime(): Date | undefined {
    return this.#call.startTime;
  }

  /** When `terminated` fired. */
  get endTime(): Date | undefined {
    return this.#call.endTime;
  }

  /** The INVITE: for an outgoing session the one sent last, with its credentials. */
  get request(): IncomingRequest | OutgoingRequestMessage {
    return this.#call.origin.request;
  }

  /** The local party: From of an outgoing session, To of an incoming one. */
  get localIdentity(): NameAddrHeader {
    return this.#call.origin.kind === 'incoming' ? this.request.to : this.request.from;
  }

  /** The remote party: target of an outgoing session, From of an incoming one (not verified). */
  get remoteIdentity(): NameAddrHeader {
    return this.#call.remote.claimed;
  }

  /** The identity of the remote party as asserted by our server: P-Asserted-Identity (RFC 3325). */
  get assertedIdentity(): NameAddrHeader | undefined {
    return this.#call.remote.asserted;
  }

  /** Whether our server asserts (P-Asserted-Identity) that a request comes from the remote party; From is no proof. */
  isPeer(request: IncomingRequest): boolean {
    return this.#call.remote.sent(request);
  }

  /** How the INVITE of an incoming session asks to be presented and answered; undefined for an outgoing one. */
  get hints(): CallHints | undefined {
    const { origin } = this.#call;
    return origin.kind === 'incoming' ? readHints(origin.request) : undefined;
  }

  /** The session that ends when this incoming session is answered (RFC 3891). */
  get replacing(): Session | undefined {
    const { origin } = this.#call;
    return origin.kind === 'incoming' ? origin.replacing : undefined;
  }

  /** The description handler, created on first access. Undefined if the session ended before it was created. */
  get sessionDescriptionHandler(): SessionDescriptionHandler | undefined {
    return this.#call.is('ending', 'ended') ? this.#call.media.existingHandler : this.#call.media.handler;
  }

  /** Whether the local party holds the call. */
  get localHold(): boolean {
    return this.#call.media.hold.local;
  }

  /** Whether the remote party holds the call. */
  get remoteHold(): boolean {
    return this.#call.media.hold.remote;
  }

  /** Methods in the Allow of the remote party, upper case; undefined if it sent none. */
  get remoteAllow(): readonly string[] | undefined {
    return this.#call.remote.allow;
  }

  /** User-Agent or Server of the remote party, as far as it sent one: the name of its software, not verified. */
  get remoteUserAgent(): string | undefined {
    return this.#call.remote.userAgent;
  }

  /**
   * Incoming: sends 100 to 199; default 180. A 183 without a body carries our answer (early media). Reliable if the
   * caller requires it, or supports it and `rel100` allows it (RFC 3262). Throws TypeError for another status.
   */
  progress(options: AcceptOptions & OldReplyNames = {}): this {
    this.#call.requireRinging().progress(currentNames(options));
    return this;
  }

  /**
   * Incoming: answers with 200 to 299; default 200. Emits `accepted` or `failed`. Throws TypeError for another status,
   * InvalidStateError if already answered.
   */
  accept(options: AcceptOptions & OldReplyNames = {}): this {
    accept(this.#call, currentNames(options));
    return this;
  }

  /** Incoming: rejects with 300 to 699; default 480. Throws TypeError for another status. */
  reject(options: EndOptions & OldReplyNames = {}): this {
    this.#call.requireRinging().reject(currentNames(options));
    return this;
  }

  /**
   * Incoming: redirects the caller to other targets, in order of preference, by 302 or another 3xx (RFC 3261 §8.3).
   * Ends as `reject` does, with the cause `Redirected`. Throws InvalidStateError unless ringing, TypeError for options
   * that cannot be sent, an `invalid-argument` SipError for a target that is invalid or would loop back.
   */
  redirect(targets: string | URI | readonly (string | URI)[], options: RedirectOptions & OldReplyNames = {}): this {
    const list = typeof targets === 'string' || targets instanceof URI ? [targets] : targets;
    redirect(
      this.#call,
      list.map((target) => this.#target(target)),
      currentNames(options),
    );
    return this;
  }

  /** Incoming: sends 100 to 699, as `progress`, `accept` or `reject`. Throws TypeError without a status code. */
  reply(options: ContextReplyOptions & OldReplyNames): this {
    const { statusCode } = currentNames(options ?? {});
    if (statusCode === undefined) throw new TypeError('reply() needs a statusCode');
    if (statusCode < 200) return this.progress(options);
    return statusCode < 300 ? this.accept(options) : this.reject(options);
  }

  /**
   * Outgoing: cancels the call before it is answered. A status is sent as Reason (RFC 3326). Resolves when the session
   * has ended, at most 32 s later. Throws InvalidStateError when there is nothing to cancel.
   */
  cancel(options: EndOptions & CancelOptions & OldReplyNames = {}): Promise<void> {
    cancel(this.#call, currentNames(options));
    return this.#ended();
  }

  /**
   * Hangs up; a status is sent as Reason (RFC 3326). Resolves when the BYE has been answered or given up; never
   * rejects. Throws InvalidStateError unless the call is established.
   */
  bye(options: EndOptions & OldReplyNames = {}): Promise<void> {
    this.#call.requireEstablished();
    return bye(this.#call, currentNames(options));
  }

  /**
   * Ends the session in any state by CANCEL, a final response (default 480) or BYE; does nothing if it is ending or has
   * ended. Emits `terminated`. Throws TypeError for a status or header field that cannot be sent.
   */
  terminate(options: EndOptions & OldReplyNames = {}): this {
    terminate(this.#call, currentNames(options));
    return this;
  }

  /**
   * Holds the call by a re-INVITE; does nothing if it is held. Rejects with a SipError when it is refused, and the hold
   * is unchanged; the rejection need not be caught. Throws InvalidStateError unless the call is established.
   */
  hold(options: ModifyOptions = {}, modifiers?: Modifiers): Promise<void> {
    return ignorable(this.#call.requireEstablished().hold.change(true, withModifiers(options, modifiers)));
  }

  /** Ends the hold. Rejects and throws as `hold`. */
  unhold(options: ModifyOptions = {}, modifiers?: Modifiers): Promise<void> {
    return ignorable(this.#call.requireEstablished().hold.change(false, withModifiers(options, modifiers)));
  }

  /** Renegotiates by a re-INVITE, with `iceRestart` including new candidates. Rejects and throws as `hold`. */
  reinvite(options: ModifyOptions = {}, modifiers?: Modifiers): Promise<void> {
    return ignorable(this.#call.requireEstablished().modifications.add({ options: withModifiers(options, modifiers) }));
  }

  /**
   * Sends tones one after another; a comma waits 2 s. By INFO (`application/dtmf-relay`), or with `type: 'rtp'` as RTP
   * events, with INFO as fallback if these are not supported. Throws TypeError for an invalid tone, type or duration,
   * InvalidStateError unless the call is established.
   */
  dtmf(tone: string | number, options: DtmfOptions = {}): this {
    this.#call.requireEstablished().dtmf.send(tone, options);
    return this;
  }

  /**
   * Transfers the remote party to a target (blind), or to the remote party of another session, which the transferee's
   * new call replaces (attended). Emits `referProgress`. Throws InvalidStateError unless the call is established, and
   * an `invalid-argument` SipError for an invalid target.
   */
  refer(target: string | URI | Session, options: ReferOptions = {}): this {
    if (target instanceof Session) refer(this.#call, target.#call, options);
    else refer(this.#call, this.#target(target), options);
    return this;
  }

  /** Sends a MESSAGE inside the call. Resolves with its final response. Throws InvalidStateError unless established. */
  message(body: string, options: InCallOptions = {}): Promise<IncomingResponse> {
    return sendInCall(this.#call, 'MESSAGE', body, options);
  }

  /** Sends an INFO inside the call. Resolves with its final response. Throws InvalidStateError unless established. */
  info(body: string, options: InCallOptions = {}): Promise<IncomingResponse> {
    return sendInCall(this.#call, 'INFO', body, options);
  }

  /** Plain data for `ua.resume()` or `invite(target, { replaces: snapshot.dialog })`; undefined unless established. */
  snapshot(): SessionSnapshot | undefined {
    return snapshotOf(this.#call);
  }

  /** Returns a `refer` listener that calls the target: `session.on('refer', session.followRefer(callback))`. */
  followRefer(callback?: (request: IncomingRequest, newSession: Session) => void): (request: IncomingRequest) => void {
    return (request) => {
      const session = this.#call.referrals.follow(request);
      if (session) callback?.(request, session);
    };
  }

  /** Reports 603 to the sender of a REFER that was emitted as `refer`; does nothing if it was followed. */
  declineRefer(request: IncomingRequest): void {
    this.#call.referrals.decline(request);
  }

  /** Ends the session and resolves when its last request or response is complete. Never rejects. */
  leave(): Promise<void> {
    if (this.state.status === 'established') return this.bye().catch(() => undefined);
    this.terminate();
    return this.#ended();
  }

  /** Tells the remote party, where it allows UPDATE, that no media can be received for a while. Then call `abandon()`. @internal */
  suspend(): void {
    const { established } = this.#call;
    if (established?.recovery.pending === false) established.modifications.suspend();
  }

  /** Ends the session without sending anything, as the user agent stops. @internal */
  abandon(): void {
    const call = this.#call;
    if (call.is('established') || call.startTime) return call.end({ cause: causes.BYE, endedBy: 'local' });
    call.fail(causes.CANCELED, causes.CANCELED, { endedBy: 'local' });
  }

  /** Handles the loss of the connection. @internal */
  flowLost(): void {
    flowLost(this.#call);
  }

  /** Handles a new connection. Never rejects. @internal */
  flowRecovered(): Promise<void> {
    return flowRecovered(this.#call);
  }

  /** Omits the dialog, as its identifiers allow a takeover of the call (RFC 3891 §8). */
  toJSON(): { id: string; direction: 'outgoing' | 'incoming'; status: SessionStatus } {
    const { id, direction, state } = this;
    return { id, direction, status: state.status };
  }

  #target(target: string | URI): URI {
    const uri = this.ua.normalizeTarget(target);
    if (!uri) throw unreadable(target);
    return uri;
  }

  #ended(): Promise<void> {
    if (this.state.status === 'ended') return Promise.resolve();
    return new Promise((resolve) => this.once('terminated', () => resolve()));
  }
}

function withModifiers(options: ModifyOptions, modifiers: Modifiers | undefined): ModifyOptions {
  return modifiers ? { ...options, modifiers } : options;
}
