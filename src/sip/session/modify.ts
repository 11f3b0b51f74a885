/**
 * Modifies a session by re-INVITE or UPDATE: glare, hold, refresh (RFC 3261 §14.1, RFC 3264 §8, RFC 3311).
 * Subjects: re-INVITE; UPDATE; session refresh request; suspend for a reload (a=inactive); change of a session.
 */

import { SipError } from '../base/errors.js';
import { addExtraHeaders, readExtraHeaders } from '../core/extra-headers.js';
import type { Dialog } from '../dialog/dialog.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { SessionDescription } from './description-handler.js';
import { addOptions } from './invite-headers.js';
import type { InviteUsage } from './invite-usage.js';
import { LONGEST_CHANGE, sendModification, UnconfirmedInvites, type Outcome } from './modify-transaction.js';
import type { ModifyOptions } from './options.js';
import { contactOf, requestIn } from './request.js';
import { toSipError } from './session-errors.js';

/** A change of the session. Without `hold` the hold is unchanged. */
export interface Change {
  readonly options: ModifyOptions;
  readonly hold?: boolean;
  /** Default INVITE. An UPDATE needs no ACK, and without `offer` changes nothing but the timer (RFC 3311, RFC 4028 §7.4). */
  readonly method?: 'INVITE' | 'UPDATE';
  /** Default true. */
  readonly offer?: boolean;
  /** Whether another change has replaced this one, which is then not sent again. */
  readonly isOutdated?: () => boolean;
}

const MAX_TRIES = 6;

/** The changes of an established session by the local party. */
export class Modifications {
  /** Whether UPDATE was rejected as unknown, regardless of Allow. */
  #updateRefused = false;
  readonly unconfirmed = new UnconfirmedInvites();

  constructor(
    private readonly call: InviteUsage,
    private readonly dialog: Dialog,
  ) {}

  /**
   * Queues the change. Rejects with a `rejected` SipError when the remote party refuses it, and the session is
   * unchanged; with `canceled` when the session ends. Throws TypeError for header fields that cannot be sent.
   */
  add(change: Change): Promise<void> {
    readExtraHeaders(change.options.extraHeaders);
    return this.#run(change);
  }

  /** Refreshes the session (RFC 4028 §7.4), without an offer if the remote party supports UPDATE. */
  async refresh(): Promise<void> {
    if (!this.#canUpdate) return this.add({ options: {} });
    try {
      await this.add({ options: {}, method: 'UPDATE', offer: false });
    } catch (error) {
      const { statusCode } = toSipError(error);
      if ((statusCode !== 405 && statusCode !== 501) || !this.call.is('established')) throw error;
      // A user agent or proxy on the path does not support UPDATE, regardless of Allow.
      this.#updateRefused = true;
      await this.add({ options: {} });
    }
  }

  /** Repairs the media by a new offer with an ICE restart, when that of the two parties differs. Never rejects. */
  async renegotiate(): Promise<void> {
    await this.add({ options: { iceRestart: true } }).catch((error: unknown) => {
      this.call.logger.warn(`the media could not be renegotiated: ${toSipError(error).message}`);
    });
  }

  /**
   * Tells the remote party that no media can be received for a while, as another user agent of the same person continues
   * the call: by an UPDATE with `a=inactive` (RFC 3264 §8.4), which needs no ACK. Sends nothing where the remote party does
   * not allow UPDATE, while another offer is open, or without a description.
   */
  suspend(): void {
    const { call, dialog } = this;
    const { media } = call;
    if (media.negotiation !== 'stable' || call.ack.pending || media.hold.local || !this.#canUpdate) return;
    const description = media.existingHandler?.pausedDescription?.();
    if (!description) return;
    const request = requestIn(call, dialog, 'UPDATE');
    this.#addHeaders(request, {});
    request.setBody(description);
    call.core.request(request, {}, dialog);
  }

  get #canUpdate(): boolean {
    return !this.#updateRefused && this.call.remote.allow?.includes('UPDATE') === true;
  }

  /** Sends the change in its turn, and again after a response that asks for it, such as 491. */
  async #run(change: Change): Promise<void> {
    const { clock, queue, lifetime } = this.call;
    const deadline = clock.elapsed() + LONGEST_CHANGE;
    for (let tries = 0; tries < MAX_TRIES;) {
      const outcome = await queue.add(() => this.#exchange(change));
      if (outcome.kind === 'done') return;
      if (outcome.kind === 'again' || clock.elapsed() >= deadline) tries++;
      // The queue is free during the wait, so that a change by the remote party can go first.
      await lifetime.pause(outcome.delay);
      if (change.isOutdated?.()) return;
    }
    throw new SipError('rejected', 'The offer was rejected with 491 repeatedly', { statusCode: 491 });
  }

  /** Sends the change once; media are rolled back unless it is accepted. */
  async #exchange(change: Change): Promise<Outcome> {
    const { call, dialog } = this;
    const { media } = call;
    this.#checkEstablished();
    if (media.negotiation !== 'stable' || call.ack.blocks) return { kind: 'not-yet', delay: 100 };
    const { options, offer: withOffer = true } = change;
    const hold = change.hold ?? media.hold.local;
    try {
      const offer = withOffer ? await this.#makeOffer(options, hold) : undefined;
      this.#checkEstablished();
      // §12.2.2: CSeq is assigned when the request is sent, as a request sent meanwhile must not have a higher one.
      call.hide(options);
      const request = requestIn(call, dialog, change.method ?? 'INVITE');
      this.#addHeaders(request, options);
      if (offer) request.setBody(offer);
      const outcome = await sendModification({ call, dialog, request, options, hold, unconfirmed: this.unconfirmed });
      if (outcome.kind === 'done') media.setLocalHold(hold);
      else if (withOffer) await media.rollback();
      return outcome;
    } catch (error) {
      if (withOffer) await media.rollback().catch(() => undefined);
      throw error;
    }
  }

  #checkEstablished(): void {
    if (!this.call.is('established')) throw new SipError('canceled', 'The call has ended');
  }

  /** Creates the offer; remote offers are refused until it is answered. Undefined if the remote party makes the offer. */
  async #makeOffer(options: ModifyOptions, hold: boolean): Promise<SessionDescription | undefined> {
    const { media } = this.call;
    media.reserve('local-offer');
    if (options.inviteWithoutSdp) return undefined;
    return media.makeOffer(options, { hold, ...(options.iceRestart ? { iceRestart: true } : {}) });
  }

  #addHeaders(request: OutgoingRequestMessage, options: ModifyOptions): void {
    const { call } = this;
    request.headers.append('Contact', contactOf(call));
    addOptions(call, request, options);
    call.timer.request(request);
    addExtraHeaders(request.headers, readExtraHeaders(options.extraHeaders));
  }
}
