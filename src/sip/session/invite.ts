/**
 * Outgoing calls: sends the INVITE and handles its responses, one dialog for each fork (RFC 3261 §13.2).
 * Subjects: INVITE sent; outgoing session; 1xx received; 2xx received; second 2xx of a fork, ended; answer that rejects all
 * media; early media received; 199 Early Dialog Terminated.
 */

import { SipError } from '../base/errors.js';
import { causeText } from '../core/client-context.js';
import { causeOf, causes } from '../core/constants.js';
import { isLocalResponse } from '../core/local-response.js';
import type { CancelOptions } from '../core/outgoing-request.js';
import type { UserAgentClient } from '../core/user-agent-client.js';
import type { Dialog } from '../dialog/dialog.js';
import { rejection } from '../digest/unanswered.js';
import { parseReasons } from '../message/header/reason.js';
import type { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { acknowledge } from './ack.js';
import { bye, byeFork, giveUp } from './bye.js';
import { Forks, type Fork } from './forks.js';
import { addOptions } from './invite-headers.js';
import type { InviteUsage } from './invite-usage.js';
import type { InviteOptions } from './options.js';
import { rejectsAll } from './offer-answer.js';
import { prack } from './prack.js';
import { UnansweredInvite, cancelLater } from './resend.js';
import { Retries } from './retry.js';
import { causeOfError, toSipError } from './session-errors.js';
import { startTrickle } from './trickle.js';

/** What became of the INVITE sent last; `uac` is its client. */
type Attempt =
  /** The offer is being created. */
  | { readonly is: 'none' }
  | { readonly is: 'pending'; readonly uac: UserAgentClient }
  /** A 3xx waits for the redirect policy. */
  | { readonly is: 'deciding'; readonly uac: UserAgentClient }
  /** The connection broke before any response: waits for a new one. */
  | { readonly is: 'unanswered'; readonly uac: UserAgentClient; readonly unanswered: UnansweredInvite };

/** The INVITE of an outgoing session, with its repetitions and forks. */
export class OutgoingInvite {
  readonly kind = 'outgoing';
  readonly direction = 'outgoing';
  readonly forks: Forks;
  readonly #retries: Retries;
  #attempt: Attempt = { is: 'none' };
  /** Whether the INVITE was sent again over a second connection. */
  #resent = false;
  /** The fork whose 2xx was accepted. */
  #winner: Fork | undefined;

  /** `first` is the INVITE without its body. */
  constructor(
    private readonly call: InviteUsage,
    private readonly first: OutgoingRequestMessage,
    readonly options: InviteOptions,
  ) {
    this.forks = new Forks(call);
    this.#retries = new Retries(call, first.uri);
  }

  /** The INVITE sent last, with its credentials. */
  get request(): OutgoingRequestMessage {
    return this.#attempt.is === 'none' ? this.first : this.#attempt.uac.message;
  }

  get dialogs(): readonly Dialog[] {
    return this.forks.dialogs;
  }

  /** Whether a response may still be received. */
  get pending(): boolean {
    return this.#attempt.is === 'pending';
  }

  /** Creates the offer and sends the INVITE. Failures end the session; nothing is thrown. */
  start(): void {
    this.call.queue.add(() => this.#start()).catch((error: unknown) => this.call.failLocally(error));
  }

  /** Sends CANCEL, over the next connection if the INVITE may have arrived over a broken one. */
  cancel(reason?: string, options?: CancelOptions): void {
    if (this.#attempt.is === 'pending') this.#attempt.uac.cancel(reason, options);
    if (this.#attempt.is === 'unanswered') this.#attempt.unanswered.abandon();
  }

  /** Handles a new connection. */
  flowRecovered(): void {
    if (this.#attempt.is === 'unanswered') this.#attempt.unanswered.flowRecovered();
  }

  async #start(): Promise<void> {
    const { call, first: request, options } = this;
    if (!options.inviteWithoutSdp) {
      const offer = await call.media.makeOffer(options);
      if (!call.is('initial')) return;
      request.setBody(offer);
    }
    addOptions(call, request, options);
    call.timer.request(request);
    call.enter({ kind: 'calling', state: { status: 'calling' }, invite: this });
    this.#send(request);
  }

  #send(request: OutgoingRequestMessage): void {
    const { transport } = this.call.core;
    transport.callBegins();
    // Known by a response, be it 100; undefined where there is no connection.
    let hasArrived = transport.isConnected() ? false : undefined;
    const refused = (response: IncomingResponse): void => this.#onRefused(uac, response, hasArrived);
    const uac = this.call.core.request(request, {
      onTrying: () => (hasArrived = true),
      onProgress: (response) => this.#onProgress(response),
      onAccept: (response) => this.#onAccept(response),
      onRedirect: refused,
      onReject: refused,
    });
    this.#attempt = { is: 'pending', uac };
  }

  /** Tries again where another connection, target or interval may succeed. */
  #onRefused(uac: UserAgentClient, response: IncomingResponse, hasArrived: boolean | undefined): void {
    const { call } = this;
    const isLost = isLocalResponse(response) && response.statusCode === 503;
    if (isLost && (hasArrived || call.is('early', 'ending'))) cancelLater(call, uac.message, this.dialogs);
    if (isLost && hasArrived === false && !this.#resent && call.is('calling')) {
      const send = (request: OutgoingRequestMessage): void => {
        this.#resent = true;
        this.#send(request);
      };
      const unanswered = new UnansweredInvite(call, uac.message, send, () => this.#onReject(response));
      this.#attempt = { is: 'unanswered', uac, unanswered };
      return;
    }
    const next = this.#retries.next(response, uac.message);
    if (!(next instanceof Promise)) return this.#goOn(response, next);
    this.#attempt = { is: 'deciding', uac };
    void next.then((request) => this.#goOn(response, request));
  }

  #goOn(response: IncomingResponse, next: OutgoingRequestMessage | undefined): void {
    if (!next) return this.#onReject(response);
    this.call.logger.log(`${response.statusCode}: sending the INVITE again`);
    this.forks.clear();
    this.#send(next);
  }

  #onProgress(response: IncomingResponse): void {
    const { call, forks, options } = this;
    if (!call.is('calling', 'early')) return;
    call.remote.learn(response);
    const { statusCode } = response;
    const description = call.media.descriptionIn(response);
    let first = false;
    // Without a To tag there is no dialog, but the call is still in progress.
    if (response.toTag !== undefined && forks.hasRoom(response.toTag)) {
      const fork = forks.of(response, this.request);
      const fresh = prack(call, fork, options, response, description);
      if (fresh === 'repeated') return;
      first = description !== undefined && !forks.described;
      fork.storeProvisional(response, description, fresh === 'new' && !options.inviteWithoutSdp);
    }
    // 199 ends this fork; another one may send early media instead (RFC 6228 §4).
    if (statusCode === 199) return forks.drop(response.toTag);
    const before = call.state.status === 'early' && call.state.earlyMedia;
    // The peer connection plays one fork: the first that sends early media (RFC 3960 §3.2).
    const plays = first && call.media.negotiation === 'local-offer';
    const state = { status: 'early', statusCode, earlyMedia: before || plays } as const;
    call.enter({ kind: 'calling', state, invite: this });
    if (plays) this.#playEarly(description!);
    call.session.emit('progress', response);
  }

  #playEarly(description: string): void {
    const { call, options } = this;
    call.queue
      .add(async () => {
        if (call.is('early')) await call.media.takeAnswer(description, options, false);
      })
      .catch((error: unknown) =>
        call.logger.warn(`could not apply the early description: ${toSipError(error).message}`),
      );
  }

  #onAccept(response: IncomingResponse): void {
    const { call, forks, options } = this;
    if (this.#winner && !forks.hasRoom(response.toTag)) return;
    const fork = forks.of(response, this.request);
    if (fork.ack) return call.core.transmit(fork.ack);
    // The ACK waits for the answer to the offer in this 2xx.
    if (fork === this.#winner) return;
    fork.dialog.confirm(response);
    // §13.2.2.4: the 2xx of another fork, or a late 2xx, is answered with ACK and BYE in its own dialog.
    if (this.#winner || call.is('ended', 'initial')) {
      this.#acknowledge(fork);
      return byeFork(call, fork.dialog);
    }
    this.#winner = fork;
    if (forks.several) call.remote.learnOnly(fork.latest ? [fork.latest, response] : [response]);
    else call.remote.learn(response);
    call.timer.take(response);
    forks.keepOnly(fork);
    const canceled = call.is('ending');
    call.establish(fork.dialog);
    if (canceled || !options.inviteWithoutSdp) this.#acknowledge(fork);
    call.session.emit('accepted', { code: response.statusCode, response });
    // The CANCEL crossed the 2xx (§9.1, §15).
    if (canceled) return void bye(call, {}, { cause: causes.CANCELED });
    const description = call.media.descriptionIn(response) ?? fork.description;
    if (options.inviteWithoutSdp) return this.#answerInAck(fork, description);
    call.session.emit('confirmed');
    this.#applyAnswer(fork, description);
  }

  #acknowledge(fork: Fork, answer?: Parameters<typeof acknowledge>[3]): void {
    const { call, request } = this;
    fork.acknowledged(acknowledge(call, fork.dialog, request, answer));
    if (fork === this.#winner)
      call.established?.modifications.unconfirmed.accepted(call.core.transport.isConnected(), request, answer);
  }

  #applyAnswer(fork: Fork, description: string | undefined): void {
    const { call, options } = this;
    const { media } = call;
    call.queue
      .add(async () => {
        if (media.confirmedDialog === fork.dialog) return startTrickle(call, description ?? '');
        // The media is negotiated with another fork, whose UPDATE came first: this one needs a new offer.
        if (media.confirmedDialog) return void call.established?.modifications.renegotiate();
        if (description === undefined || rejectsAll(description))
          throw new SipError('media', 'The answer has no media');
        await media.takeAnswer(description, options);
        startTrickle(call, description);
      })
      .catch((error: unknown) => giveUp(call, error));
  }

  /** The 2xx contains the offer: the answer is sent in the ACK (§13.2.1). */
  #answerInAck(fork: Fork, offer: string | undefined): void {
    const { call, options } = this;
    const { media } = call;
    call.queue
      .add(async () => {
        if (media.confirmedDialog === fork.dialog) {
          this.#acknowledge(fork);
          startTrickle(call, offer ?? '');
          return void call.session.emit('confirmed');
        }
        if (offer === undefined) throw new SipError('media', 'The 2xx has no offer');
        const answer = await media.answerOffer(offer, options);
        if (!call.is('established')) return;
        this.#acknowledge(fork, answer);
        media.noteRemoteHold(offer);
        startTrickle(call, offer);
        call.session.emit('confirmed');
      })
      .catch((error: unknown) => {
        if (!fork.ack) this.#acknowledge(fork);
        giveUp(call, error);
      });
  }

  #onReject(response: IncomingResponse): void {
    const { call } = this;
    if (call.is('ended', 'established')) return;
    const { statusCode, reasonPhrase } = response;
    const canceled = call.is('ending');
    if (isLocalResponse(response)) {
      const kind = statusCode === 408 ? 'timeout' : statusCode === 487 ? 'canceled' : 'transport';
      const cause = causeOfError(new SipError(kind, ''));
      const error = new SipError(kind, cause, { statusCode });
      return call.fail(cause, cause, { endedBy: canceled ? 'local' : 'system', error, statusCode });
    }
    const kind = statusCode === 401 || statusCode === 407 ? 'authentication' : 'rejected';
    const text = causeText(response);
    const error = rejection(kind, response, text);
    const reasons = parseReasons(response.headers.getAll('Reason').join(', '));
    const end = { statusCode, reasonPhrase, reasons, error, message: response };
    const cause = canceled ? causes.CANCELED : causeOf(statusCode);
    call.fail(cause, text, { ...end, endedBy: canceled ? 'local' : 'remote' }, response, true);
  }
}
