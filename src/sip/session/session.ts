/**
 * The public session of an application, with SIP.js's `Session` API (RFC 3261 §13 to §15).
 * Subjects: Session; session in SIP; accept(), reject(), bye() and other methods of SIP.js; call in SIP.
 */

import { ignorable } from '../base/errors.js';
import { causes } from '../core/constants.js';
import type { CancelOptions } from '../core/outgoing-request.js';
import type { ContextReplyOptions } from '../core/server-context.js';
import { dialogId, type Dialog } from '../dialog/dialog.js';
import type { IncomingRequest } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { URI } from '../message/uri.js';
import { currentNames, type OldReplyNames } from '../transport/sipjs-compat.js';
import { accept } from './accept.js';
import { bye } from './bye.js';
import type { InviteUsage } from './invite-usage.js';
import { cancel } from './cancel.js';
import type {
  AcceptOptions,
  DialogNames,
  DtmfOptions,
  EndOptions,
  InviteOptions,
  Modifiers,
  ModifyOptions,
  RedirectOptions,
  ReferOptions,
} from './options.js';
import { sendInCall, type InCallOptions } from './message.js';
import { flowLost, flowRecovered } from './recovery.js';
import { redirect } from './redirect.js';
import { requireTarget } from './owner.js';
import { refer } from './refer.js';
import { SessionAttributes } from './session-attributes.js';
import { terminate } from './terminate.js';

/**
 * One call, from its INVITE to its end, created by `ua.invite()` or passed to `invite` listeners. A method that does
 * not fit the state throws InvalidStateError (name INVALID_STATE_ERROR), an invalid option TypeError.
 */
export class Session extends SessionAttributes {
  readonly #call: InviteUsage;

  /** Sessions are created by `UA`. @internal */
  constructor(call: InviteUsage) {
    super(call);
    this.#call = call;
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
    const uris = [targets].flat().map((target) => requireTarget(this.ua, target));
    redirect(this.#call, uris, currentNames(options));
    return this;
  }

  /** Incoming: sends 100 to 699, as `progress`, `accept` or `reject`. Throws TypeError without a status code. */
  reply(options: ContextReplyOptions & OldReplyNames): this {
    const { statusCode } = currentNames(options ?? {});
    if (statusCode === undefined) throw new TypeError('reply() requires a statusCode');
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
    else refer(this.#call, requireTarget(this.ua, target), options);
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

  /** Returns a `refer` listener that calls the target: `session.on('refer', session.followRefer(callback))`. */
  followRefer(
    callback?: (request: IncomingRequest, newSession: Session) => void,
    options?: InviteOptions,
  ): (request: IncomingRequest) => void {
    return (request) => {
      const session = this.#call.referrals.follow(request, options);
      if (session) callback?.(request, session);
    };
  }

  /** Reports 603 to the sender of a REFER that was emitted as `refer`; does nothing if it was followed. */
  declineRefer(request: IncomingRequest): void {
    this.#call.referrals.decline(request);
  }

  /**
   * Ends the session and resolves when its last request or response is complete. Never rejects. `retryAfter`: seconds after
   * which the caller of a call that rings may call again (RFC 3261 §21.4.18).
   */
  leave(retryAfter?: number): Promise<void> {
    const { status } = this.state;
    if (status === 'established') return this.bye().catch(() => undefined);
    const rings = status === 'incoming' || status === 'answering';
    this.terminate(rings && retryAfter !== undefined ? { extraHeaders: [`Retry-After: ${retryAfter}`] } : {});
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

  /** Whether its INVITE is pending and replaces the call of this dialog. @internal */
  isReplacing(dialog: Dialog | undefined): boolean {
    const { phase } = this.#call;
    const replaced = phase.kind === 'calling' ? phase.invite.options.replaces : undefined;
    const names = ({ callId, localTag, remoteTag }: DialogNames): string => dialogId(callId, localTag, remoteTag);
    return replaced !== undefined && dialog !== undefined && names(replaced) === dialog.id;
  }

  /** Checks the connection to the server, as the media were interrupted: a dead one is replaced within 2 s. */
  checkConnection(): void {
    this.#call.core.transport.networkChanged();
  }

  /** Handles the loss of the connection. @internal */
  flowLost(): void {
    flowLost(this.#call);
  }

  /** Handles a new connection. Never rejects. @internal */
  flowRecovered(): Promise<void> {
    return flowRecovered(this.#call);
  }

  #ended(): Promise<void> {
    if (this.state.status === 'ended') return Promise.resolve();
    return new Promise((resolve) => this.once('terminated', () => resolve()));
  }
}

function withModifiers(options: ModifyOptions, modifiers: Modifiers | undefined): ModifyOptions {
  return modifiers ? { ...options, modifiers } : options;
}
