/**
 * Sends one re-INVITE or UPDATE and handles PRACK, ACK and retries (RFC 3261 §14.1, RFC 3262 §4, RFC 6337).
 * Subjects: 491 Request Pending, retry; glare; re-INVITE transaction; time limit of a re-INVITE; responses that end a session;
 * wait after 491.
 */

import type { Timer } from '../base/clock.js';
import { SipError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causes } from '../core/constants.js';
import { isLocalResponse } from '../core/local-response.js';
import type { OutgoingRequest, OutgoingRequestDelegate } from '../core/outgoing-request.js';
import { retryAfterOf } from '../core/retry-after.js';
import type { Dialog } from '../dialog/dialog.js';
import { rejection } from '../digest/unanswered.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { acknowledge } from './ack.js';
import { bye, giveUp } from './bye.js';
import type { SessionDescription } from './description-handler.js';
import { glareDelay } from './glare-delay.js';
import type { InviteUsage } from './invite-usage.js';
import type { ModifyOptions } from './options.js';
import { ReliableSequence, sendPrack } from './prack.js';
import { afterUnlessStopped } from './request.js';

/**
 * `again` and `not-yet`: the change is to be sent after `delay` milliseconds. `not-yet`: another change goes first, as an ACK or
 * answer is due, or a 491 came, so this does not count as a try.
 */
export type Outcome = { readonly kind: 'done' } | { readonly kind: 'again' | 'not-yet'; readonly delay: number };

/** A re-INVITE without a final response is canceled after this time, milliseconds. */
export const LONGEST_CHANGE = 40_000;
/** A longer Retry-After, in seconds, is treated as a refusal. */
const LONGEST_WAIT = 10;
/**
 * Responses to a re-INVITE or UPDATE that end the session: the remote party or its dialog no longer exists (RFC 3261
 * §12.2.1.2, RFC 5057 §5.1). 480 is not among them, as the remote party may register again; nor are 405 and 501, as a
 * remote party without UPDATE keeps the session.
 */
const ENDS_SESSION: ReadonlySet<number> = new Set([404, 408, 410, 416, 481, 482, 483, 484, 485, 502, 604]);

/** A change that is sent. */
interface SentChange {
  readonly call: InviteUsage;
  readonly dialog: Dialog;
  readonly request: OutgoingRequestMessage;
  readonly options: ModifyOptions;
  readonly hold: boolean;
  readonly unconfirmed: UnconfirmedInvites;
}

/** An INVITE, and the answer in its ACK where the offer was in its 2xx. */
type Unconfirmed = readonly [invite: OutgoingRequestMessage, answer?: SessionDescription];

/** The INVITEs of a session whose final response or ACK may have been lost with a connection. */
export class UnconfirmedInvites {
  readonly lost: Unconfirmed[] = [];
  /** The last one that was accepted. */
  #accepted: Unconfirmed | undefined;

  /** The ACK of an INVITE was sent, so the remote party waits for no other. `connected`: whether there is a connection. */
  accepted(connected: boolean, ...invite: Unconfirmed): void {
    this.lost.length = 0;
    this.#accepted = invite;
    if (!connected) this.flowLost();
  }

  /** The connection broke: the last ACK may have been lost with it. */
  flowLost(): void {
    if (this.#accepted) this.lost.push(this.#accepted);
    this.#accepted = undefined;
  }
}

/** Sends the change; settles with its final response. A 2xx gets its ACK in any case (RFC 5407 §3.1.2). */
export function sendModification(change: SentChange): Promise<Outcome> {
  return new Promise((resolve, reject) => new Modification(change, resolve, reject));
}

/** One re-INVITE or UPDATE, sent by the constructor; its responses call the methods. */
class Modification implements OutgoingRequestDelegate {
  readonly #change: SentChange;
  readonly #resolve: (outcome: Outcome) => void;
  readonly #reject: (error: unknown) => void;
  readonly #sequence = new ReliableSequence();
  readonly #sent: OutgoingRequest;
  readonly #limit: Timer;
  /** The answer to our offer, or the remote offer, in a reliable provisional response (RFC 3262 §5). */
  #early: string | undefined;
  /** The pending PRACK with our answer to an early offer. */
  #answered: Promise<undefined> | undefined;
  /** Why the early offer could not be answered. */
  #failure: unknown;
  #accepted = false;
  #ack: OutgoingRequestMessage | undefined;

  constructor(change: SentChange, resolve: (outcome: Outcome) => void, reject: (error: unknown) => void) {
    this.#change = change;
    this.#resolve = resolve;
    this.#reject = reject;
    const { call, request, dialog } = change;
    this.#sent = call.core.request(request, this, dialog);
    // After a provisional response no timer limits the transaction of an INVITE (§17.1.1.2), and it blocks the next change.
    this.#limit = afterUnlessStopped(call, LONGEST_CHANGE, () => request.method === 'INVITE' && this.#sent.cancel());
  }

  /** A reliable response gets its PRACK, which has our answer if the offer is in the response. */
  onProgress(response: IncomingResponse): void {
    const { call, dialog, request, options } = this.#change;
    if (this.#accepted || request.method !== 'INVITE') return;
    const rack = this.#sequence.rackOf(response);
    if (typeof rack !== 'object') return;
    const description = call.media.descriptionIn(response);
    const isOffer = options.inviteWithoutSdp && this.#early === undefined;
    this.#early ??= description;
    if (!isOffer || description === undefined) return sendPrack(call, dialog, rack);
    this.#answered = this.#answer(description).then((answer) => void sendPrack(call, dialog, rack, answer));
    this.#answered.catch((error: unknown) => {
      this.#failure = error;
      sendPrack(call, dialog, rack);
      if (!this.#accepted) this.#sent.cancel();
    });
  }

  onAccept(response: IncomingResponse): void {
    const { call, dialog, request } = this.#change;
    if (this.#ack) return call.core.transmit(this.#ack);
    // A repeated 2xx is acknowledged once the answer to its offer is ready.
    if (this.#accepted) return;
    this.#accepted = true;
    this.#limit.cancel();
    if (request.method === 'INVITE') call.ack.release();
    dialog.refreshTarget(response);
    call.remote.learn(response);
    if (call.is('established')) call.timer.take(response);
    if (request.method === 'UPDATE' && request.body === '') return this.#resolve({ kind: 'done' });
    this.#complete(this.#early ?? call.media.descriptionIn(response)).then(
      () => this.#resolve({ kind: 'done' }),
      (error: unknown) => {
        this.#acknowledge();
        giveUp(call, error);
        this.#reject(error);
      },
    );
  }

  onRedirect(response: IncomingResponse): void {
    this.#limit.cancel();
    this.#reject(refusalOf(response));
  }

  onReject(response: IncomingResponse): void {
    this.#limit.cancel();
    const { call, dialog, request, options, unconfirmed } = this.#change;
    if (isLocalResponse(response)) {
      // Without an offer the ACK needs an answer to the one of the lost 2xx.
      if (request.method === 'INVITE' && request.body !== '') unconfirmed.lost.push([this.#sent.message]);
    } else if (response.statusCode === 500 || response.statusCode === 491) {
      // The remote party may still wait for an ACK: until then it rejects each INVITE (Asterisk with 491 for the ACK of the first
      // one), and after 64*T1 it ends the call (§14.2, §13.3.1.4). An ACK that nobody awaits has no effect.
      for (const lost of unconfirmed.lost.splice(0)) acknowledge(call, dialog, ...lost);
    }
    const outcome = refused(call, response, options);
    if (this.#failure !== undefined) this.#reject(this.#failure);
    else if (outcome instanceof SipError) this.#reject(outcome);
    else this.#resolve(outcome);
  }

  /** Completes offer and answer: after a description in a reliable response, further ones are ignored (RFC 3261 §13.2.1). */
  async #complete(description: string | undefined): Promise<void> {
    const { call, options } = this.#change;
    const isAnswer = !options.inviteWithoutSdp;
    if (isAnswer) this.#acknowledge();
    if (description === undefined) throw new SipError('media', 'The 2xx has no session description');
    if (isAnswer) return call.media.takeAnswer(description, options);
    this.#acknowledge(await (this.#answered ?? this.#answer(description)));
    call.media.noteRemoteHold(description);
  }

  #answer(offer: string): Promise<SessionDescription> {
    const { call, options, hold } = this.#change;
    return call.media.answerOffer(offer, options, { hold });
  }

  /** Sends the ACK, once; an UPDATE has none. */
  #acknowledge(answer?: SessionDescription): void {
    const { call, dialog, request, unconfirmed } = this.#change;
    if (request.method !== 'INVITE' || this.#ack) return;
    const { message } = this.#sent;
    this.#ack = acknowledge(call, dialog, message, answer);
    unconfirmed.accepted(call.core.transport.isConnected(), message, answer);
  }
}

/** The outcome of a rejected re-INVITE: try again, continue unchanged, or hang up if the dialog no longer exists. */
function refused(call: InviteUsage, response: IncomingResponse, { repeats }: ModifyOptions): Outcome | SipError {
  const { statusCode } = response;
  if (call.timer.raises(response)) return { kind: 'again', delay: 0 };
  if (statusCode === 491) return { kind: 'not-yet', delay: glareDelay(call) };
  const wait = retryAfterOf(response);
  if ((statusCode === 500 || statusCode === 503) && wait !== undefined && wait <= LONGEST_WAIT) {
    return { kind: 'again', delay: Math.max(wait * 1000, 100) };
  }
  const error = refusalOf(response);
  // A broken flow (local 503) does not end the dialog. Nor does a 408 to a change that is repeated: a proxy sends it also for
  // a remote party that is connecting again (§12.2.1.2 recommends the end, but does not require it).
  if (ENDS_SESSION.has(statusCode) && !(repeats && statusCode === 408)) {
    const options = { statusCode, reasonPhrase: causeText(response) };
    call.ack.release();
    void bye(call, options, { cause: causes.DIALOG_ERROR, endedBy: 'system', statusCode, error });
  }
  return error;
}

function refusalOf(response: IncomingResponse): SipError {
  const { statusCode } = response;
  if (isLocalResponse(response)) {
    return new SipError(statusCode === 408 ? 'timeout' : 'transport', causeText(response), { statusCode });
  }
  return rejection('rejected', response, `The remote party rejected the offer: ${statusCode} ${causeText(response)}`);
}
