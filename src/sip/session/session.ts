/** A call as an application holds it: SIP.js's `Session`, a door over the verbs beside this file (RFC 3261 §13 to §15). */

import { Emitter } from '../base/emitter.js';
import { InvalidStateError, ignorable } from '../base/errors.js';
import { causes } from '../core/constants.js';
import type { CancelOptions } from '../core/outgoing-request.js';
import type { ContextReplyOptions } from '../core/server-context.js';
import type { UserAgentServer } from '../core/user-agent-server.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { URI } from '../message/uri.js';
import { accept } from './accept.js';
import { bye } from './bye.js';
import { InviteUsage, type Origin, type SessionOwner } from './invite-usage.js';
import { cancel } from './cancel.js';
import type {
  AcceptOptions,
  DtmfOptions,
  EndOptions,
  InviteOptions,
  Modifiers,
  ModifyOptions,
  RedirectOptions,
  ReferOptions,
} from './options.js';
import type { SessionDescriptionHandler } from './description-handler.js';
import { sendDtmf } from './dtmf.js';
import type { SessionEvents } from './events.js';
import { begin, progress, reject } from './incoming.js';
import { invite } from './invite.js';
import { sendInCall, type InCallOptions } from './message.js';
import { changeHold } from './hold.js';
import { modify, refresh, renegotiate } from './modify.js';
import { receive } from './receive.js';
import { flowLost, flowRecovered } from './recovery.js';
import { redirect } from './redirect.js';
import { refer, unreadable } from './refer.js';
import { receiveRefer } from './referral.js';
import { readHints, type CallHints } from './call-info.js';
import { findJoined, findReplaced, findTarget, isFromPeer } from './replaces.js';
import { remoteOf, restoreDialog, snapshotOf, takeUp, type SessionSnapshot } from './snapshot.js';
import type { SessionState } from './state.js';
import { terminate } from './terminate.js';

/**
 * One call, from its INVITE to its end. Made by `ua.invite()` and by the `invite` event. A method that does not fit the
 * state throws InvalidStateError, a TypeError named INVALID_STATE_ERROR; an option that cannot be sent throws TypeError.
 */
export class Session extends Emitter<SessionEvents<Session>> {
  readonly method = 'INVITE';
  /** The application's own. */
  readonly data: Record<string, unknown> = {};
  readonly #call: InviteUsage;
  readonly #remote: NameAddrHeader;

  private constructor(owner: SessionOwner, origin: Origin, remote: NameAddrHeader) {
    super();
    this.#remote = remote;
    this.#call = new InviteUsage(owner, this, origin, receive);
    this.#call.refresh = () => refresh(this.#call);
    this.#call.renegotiate = () => renegotiate(this.#call);
    owner.sessions.set(this.id, this);
    owner.core.transport.callBegins();
  }

  /** An outgoing session; it is on its way when this returns. `request` is the INVITE without its body. */
  static outgoing(
    owner: SessionOwner,
    request: OutgoingRequestMessage,
    remote: NameAddrHeader,
    options: InviteOptions = {},
  ): Session {
    const session = new Session(owner, { direction: 'outgoing', request, options }, remote);
    invite(session.#call);
    return session;
  }

  /** A session that an earlier page wrote down. Its first re-INVITE goes out with the next flow. Throws `parse`. */
  static restored(owner: SessionOwner, snapshot: SessionSnapshot): Session {
    const dialog = restoreDialog(snapshot);
    const request = dialog.makeRequest('INVITE', 0);
    const origin = { direction: 'restored', of: snapshot.direction, request } as const;
    const session = new Session(owner, origin, remoteOf(snapshot, dialog));
    takeUp(session.#call, snapshot, dialog);
    return session;
  }

  /** The session that an INVITE with Replaces takes the place of and how (RFC 3891 §8), or the status that refuses it. */
  static replacedBy(
    owner: SessionOwner,
    request: IncomingRequest,
  ): { session: Session; atOnce: boolean } | number | undefined {
    const found = findReplaced(owner.core, request);
    return typeof found === 'object' ? { session: found.call.session as Session, atOnce: found.atOnce } : found;
  }

  /** The session that an INVITE with Join wants into, or the status that refuses it (RFC 3911). */
  static joinedBy(owner: SessionOwner, request: IncomingRequest): Session | number | undefined {
    const found = findJoined(owner.core, request);
    return found instanceof InviteUsage ? (found.session as Session) : found;
  }

  /** Takes a REFER outside a dialog that names one of ours and comes from its peer (RFC 4538); false for any other. */
  static takesRefer(owner: SessionOwner, uas: UserAgentServer): boolean {
    const call = findTarget(owner.core, uas.message);
    if (call) receiveRefer(call, uas);
    return call !== undefined;
  }

  /** An incoming session. It rings until it is answered, refused, given up, or not answered in time. */
  static incoming(owner: SessionOwner, uas: UserAgentServer, replacing?: Session): Session {
    const session = new Session(owner, { direction: 'incoming', uas }, uas.message.from);
    session.#call.replacing = replacing;
    begin(session.#call, uas);
    return session;
  }

  /** A random name for this session, good for a page; it tells nothing of the dialog. */
  get id(): string {
    return this.#call.id;
  }

  /** The user agent that it belongs to. */
  get ua(): SessionOwner {
    return this.#call.owner;
  }

  /** Who called. */
  get direction(): 'outgoing' | 'incoming' {
    return this.#call.direction;
  }

  /** Where it stands, with what goes with it; `stateChange` tells of each new one. */
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

  /** The INVITE: of an outgoing session as it was sent last, with credentials. */
  get request(): IncomingRequest | OutgoingRequestMessage {
    const { origin, uac } = this.#call;
    return origin.direction === 'incoming' ? origin.uas.message : (uac?.message ?? origin.request);
  }

  /** Us: From of an outgoing session, To of an incoming one. */
  get localIdentity(): NameAddrHeader {
    return this.#call.origin.direction === 'incoming' ? this.request.to : this.request.from;
  }

  /** The other side: the target of an outgoing session, From of an incoming one, as it says. */
  get remoteIdentity(): NameAddrHeader {
    return this.#remote;
  }

  /** Who the other side is by the word of our server: P-Asserted-Identity (RFC 3325). */
  get assertedIdentity(): NameAddrHeader | undefined {
    return this.#call.asserted;
  }

  /** Whether our server asserts that a request comes from the other side of this call (P-Asserted-Identity). From is no proof. */
  isPeer(request: IncomingRequest): boolean {
    return isFromPeer(this.#call, request);
  }

  /** What the INVITE of an incoming session says of how to ring and answer; undefined for an outgoing one. */
  get hints(): CallHints | undefined {
    const { origin } = this.#call;
    return origin.direction === 'incoming' ? readHints(origin.uas.message) : undefined;
  }

  /** The session that ends when this incoming one is answered (RFC 3891). */
  get replacing(): Session | undefined {
    return this.#call.replacing as Session | undefined;
  }

  /** The description handler; it is made on first use. Undefined where the session ended before it was needed. */
  get sessionDescriptionHandler(): SessionDescriptionHandler | undefined {
    return this.#call.is('ending', 'ended') ? this.#call.existingHandler : this.#call.handler;
  }

  /** Whether we hold the other side. */
  get localHold(): boolean {
    return this.#call.hold.local;
  }

  /** Whether the other side holds us. */
  get remoteHold(): boolean {
    return this.#call.hold.remote;
  }

  /** Methods that the other side takes, in capitals, where it has said so (Allow). */
  get remoteAllow(): readonly string[] | undefined {
    return this.#call.remoteAllow;
  }

  /**
   * Incoming: sends 100 to 199; default 180. A 183 without a body carries our answer (early media). Reliably where the
   * caller requires it, or supports it and `rel100` asks for it (RFC 3262). Throws TypeError for another status.
   */
  progress(options: AcceptOptions = {}): this {
    progress(this.#call, options);
    return this;
  }

  /**
   * Incoming: answers with 200 to 299; default 200. `accepted` or `failed` tells how it went. Throws TypeError for another
   * status, InvalidStateError when it was answered before.
   */
  accept(options: AcceptOptions = {}): this {
    accept(this.#call, options);
    return this;
  }

  /** Incoming: refuses with 300 to 699; default 480. Throws TypeError for another status. */
  reject(options: EndOptions = {}): this {
    reject(this.#call, options);
    return this;
  }

  /**
   * Incoming: passes the call on to other places, the best first, by 302 or another 3xx (RFC 3261 §8.3); the caller or a proxy
   * calls them. Ends as `reject` does, with the cause `Redirected`. Throws InvalidStateError where nothing rings, TypeError
   * for what cannot be sent, an `invalid-argument` SipError for a target that cannot be called or would bring the call back.
   */
  redirect(targets: string | URI | readonly (string | URI)[], options: RedirectOptions = {}): this {
    const list = typeof targets === 'string' || targets instanceof URI ? [targets] : targets;
    redirect(
      this.#call,
      list.map((target) => this.#target(target)),
      options,
    );
    return this;
  }

  /** Incoming: any response from 100 to 699, as `progress`, `accept` or `reject`. Throws TypeError without a status code. */
  reply(options: ContextReplyOptions): this {
    const statusCode = options?.statusCode ?? options?.status_code;
    if (statusCode === undefined) throw new TypeError('reply() needs a statusCode');
    if (statusCode < 200) return this.progress(options);
    return statusCode < 300 ? this.accept(options) : this.reject(options);
  }

  /**
   * Outgoing: gives the call up before it is answered. A status goes out as Reason (RFC 3326). Resolves when it has ended,
   * at most 32 s later. Throws InvalidStateError when there is nothing to cancel.
   */
  cancel(options: EndOptions & CancelOptions = {}): Promise<void> {
    cancel(this.#call, options);
    return this.#ended();
  }

  /**
   * Hangs up; a status goes out as Reason (RFC 3326). Resolves when the other side confirmed it or will not any more; never
   * rejects. Throws InvalidStateError unless the call is up.
   */
  bye(options: EndOptions = {}): Promise<void> {
    const { state } = this;
    if (state.status !== 'established') throw new InvalidStateError('The call is not up', state.status);
    return bye(this.#call, options);
  }

  /**
   * Ends the session in whatever state it is: CANCEL, a final response (default 480), BYE, or nothing where it is ending or
   * has ended. `terminated` follows. Throws TypeError for a status or a header field that cannot be sent.
   */
  terminate(options: EndOptions = {}): this {
    terminate(this.#call, options);
    return this;
  }

  /**
   * Puts the other side on hold by a re-INVITE; does nothing where it is. Rejects with a SipError when it is refused, and
   * nothing has changed; who does not wait need not catch that. Throws InvalidStateError unless the call is up.
   */
  hold(options: ModifyOptions = {}, modifiers?: Modifiers): Promise<void> {
    return ignorable(changeHold(this.#call, true, withModifiers(options, modifiers)));
  }

  /** Ends the hold; as `hold`. */
  unhold(options: ModifyOptions = {}, modifiers?: Modifiers): Promise<void> {
    return ignorable(changeHold(this.#call, false, withModifiers(options, modifiers)));
  }

  /** Negotiates anew by a re-INVITE, with `iceRestart` over new candidates. Rejects and throws as `hold`. */
  reinvite(options: ModifyOptions = {}, modifiers?: Modifiers): Promise<void> {
    return ignorable(modify(this.#call, { options: withModifiers(options, modifiers) }));
  }

  /**
   * Sends tones one after another; a comma waits 2 s. By INFO (`application/dtmf-relay`), or with `type: 'rtp'` as RTP
   * events, and by INFO where the far side or the platform takes none of those. Throws TypeError for what is no tone, type
   * or duration, InvalidStateError unless the call is up.
   */
  dtmf(tone: string | number, options: DtmfOptions = {}): this {
    sendDtmf(this.#call, tone, options);
    return this;
  }

  /**
   * Transfers the other side: to a target (blind), or to the other side of another session of ours (attended), which its
   * new call replaces. `referProgress` tells how it goes. Throws InvalidStateError unless the call is up, and an
   * `invalid-argument` SipError for a target that cannot be called.
   */
  refer(target: string | URI | Session, options: ReferOptions = {}): this {
    if (target instanceof Session) refer(this.#call, target.#call, options);
    else refer(this.#call, this.#target(target), options);
    return this;
  }

  /** Sends a MESSAGE inside the call. Resolves with its final response. Throws InvalidStateError unless the call is up. */
  message(body: string, options: InCallOptions = {}): Promise<IncomingResponse> {
    return sendInCall(this.#call, 'MESSAGE', body, options);
  }

  /** Sends an INFO inside the call. Resolves with its final response. Throws InvalidStateError unless the call is up. */
  info(body: string, options: InCallOptions = {}): Promise<IncomingResponse> {
    return sendInCall(this.#call, 'INFO', body, options);
  }

  /** The call as plain data, for `invite(target, { replaces: snapshot.dialog })` after a reload. A secret while the call lives. */
  snapshot(): SessionSnapshot | undefined {
    return snapshotOf(this.#call);
  }

  /** A listener for `refer` that calls who was named. `session.on('refer', session.followRefer(callback))`. */
  followRefer(callback?: (request: IncomingRequest, newSession: Session) => void): (request: IncomingRequest) => void {
    return (request) => {
      const session = this.#call.referrals.get(request)?.follow();
      if (session) callback?.(request, session as Session);
    };
  }

  /** Tells the sender of a REFER that was emitted as `refer` that it is not followed; does nothing once it was. */
  declineRefer(request: IncomingRequest): void {
    this.#call.referrals.get(request)?.decline();
  }

  /** Ends the session and resolves when nothing more is to be said on the wire about it. Never rejects. */
  leave(): Promise<void> {
    if (this.state.status === 'established') return this.bye().catch(() => undefined);
    this.terminate();
    return this.#ended();
  }

  /** For the user agent: it stops, and nothing more can be said on the wire. */
  abandon(): void {
    const call = this.#call;
    if (call.is('established') || call.startTime) return call.end({ cause: causes.BYE, endedBy: 'local' });
    call.fail(causes.CANCELED, causes.CANCELED, { endedBy: 'local' });
  }

  /** For the user agent: the connection broke. */
  flowLost(): void {
    flowLost(this.#call);
  }

  /** For the user agent: the connection is back. Never rejects. */
  flowRecovered(): Promise<void> {
    return flowRecovered(this.#call);
  }

  /** Never the dialog: who knows it can take the call over (RFC 3891 §8). */
  toJSON(): object {
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
