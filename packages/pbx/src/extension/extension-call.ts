/**
 * A call at an extension: one received INVITE, its dialog and its media (RFC 3261 §13.3, §14.2, §15).
 * Subjects: call at an extension.
 */

import type { Clock } from '../../../../src/sip/base/clock.js';
import { SipError, messageOf } from '../../../../src/sip/base/errors.js';
import { newTag } from '../../../../src/sip/base/ids.js';
import type { Logger } from '../../../../src/sip/base/logger.js';
import { OperationQueue } from '../../../../src/sip/base/operation-queue.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import { Dialog } from '../../../../src/sip/dialog/dialog.js';
import { parseDtmf } from '../../../../src/sip/message/dtmf-relay.js';
import type { IncomingRequest } from '../../../../src/sip/message/request.js';
import type { OutgoingResponseMessage } from '../../../../src/sip/message/response.js';
import type { ServerTransaction } from '../../../../src/sip/transaction/server.js';
import type { ExtensionMedia, MediaFactory } from '../media/extension-media.js';
import { Acknowledgement } from './acknowledgement.js';

/** What a call needs of its extension. */
export interface CallServices {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly media: MediaFactory;
  /** The call that is ended as soon as this one is accepted (RFC 3891 §3). */
  readonly replaces: ExtensionCall | undefined;
  /** Address of the extension, for Contact. */
  readonly contact: string;
  /** Seconds for which an extension rings. */
  readonly noAnswerTimeout: number;
  /** Sends a request in the dialog; resolves with the status of its final response, 408 without one. */
  request(dialog: Dialog, method: string, content?: { type: string; body: string }): Promise<number>;
  ended(call: ExtensionCall): void;
}

type CallPhase =
  | { readonly name: 'offered' }
  /** The body of our provisional response was the answer, which the 200 repeats. */
  | { readonly name: 'early'; readonly answer: string }
  | { readonly name: 'accepted' }
  | { readonly name: 'ended' };

const SDP = 'application/sdp';
const ALLOW = 'ACK, BYE, CANCEL, INFO, INVITE, MESSAGE, NOTIFY, OPTIONS, REFER, UPDATE';

/** All methods may be called at any time: one that the state of the call does not allow has no effect. */
export class ExtensionCall {
  readonly dialog: Dialog;
  readonly media: ExtensionMedia;
  readonly #transaction: ServerTransaction;
  readonly #services: CallServices;
  readonly #tag = newTag();
  readonly #operations = new OperationQueue();
  readonly #end = new AbortController();
  readonly #listeners = new Set<(digit: string) => void>();
  readonly #acknowledgement: Acknowledgement;
  #phase: CallPhase = { name: 'offered' };

  constructor(transaction: ServerTransaction, services: CallServices) {
    this.#transaction = transaction;
    this.#services = services;
    this.dialog = Dialog.ofServer(transaction.request, this.#tag, true);
    this.media = services.media({ digit: (digit) => this.#digitReceived(digit) });
    this.#acknowledgement = new Acknowledgement(services.clock, () => void this.hangUp());
  }

  get request(): IncomingRequest {
    return this.#transaction.request;
  }

  /** Aborted when either party has ended the call. */
  get ended(): AbortSignal {
    return this.#end.signal;
  }

  get noAnswerTimeout(): number {
    return this.#services.noAnswerTimeout;
  }

  /** Calls back for each digit of the caller, by RFC 4733 or INFO. */
  onDigit(listener: (digit: string) => void): void {
    this.#listeners.add(listener);
  }

  /** Waits. Resolves with false as soon as the call ends. */
  wait(milliseconds: number): Promise<boolean> {
    if (this.ended.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const timer = this.#services.clock.after(milliseconds, () => {
        this.ended.removeEventListener('abort', stop);
        resolve(true);
      });
      const stop = (): void => {
        timer.cancel();
        resolve(false);
      };
      this.ended.addEventListener('abort', stop, { once: true });
    });
  }

  /** 180 Ringing. */
  ringing(): void {
    if (this.#phase.name === 'offered') this.#respond(180);
  }

  /** 183 with an answer, for early media. Has no effect for an INVITE without an offer. */
  async progress(): Promise<void> {
    const offer = this.#offer();
    if (this.#phase.name !== 'offered' || offer === undefined) return;
    const answer = await this.#operations.add(() => this.media.answer(offer));
    if (this.#phase.name !== 'offered') return;
    this.#phase = { name: 'early', answer };
    this.#respond(183, { body: answer });
  }

  /** 200. Resolves when the media is described, rejects with a `media` SipError where the offer is not acceptable. */
  async accept(): Promise<void> {
    if (this.#phase.name === 'accepted' || this.#phase.name === 'ended') return;
    const offer = this.#offer();
    const body =
      this.#phase.name === 'early'
        ? this.#phase.answer
        : await this.#operations.add(() => (offer === undefined ? this.media.offer() : this.media.answer(offer)));
    // A CANCEL may have arrived while the description was created.
    if (this.ended.aborted) return;
    this.#phase = { name: 'accepted' };
    this.dialog.confirm();
    const response = this.#respond(200, { body });
    this.#awaitAck(this.#transaction, response, offer === undefined);
    void this.#services.replaces?.hangUp();
  }

  /** A final response other than 2xx. */
  reject(statusCode: number, reasonPhrase?: string): void {
    if (this.#phase.name === 'accepted' || this.#phase.name === 'ended') return;
    this.#respond(statusCode, { reasonPhrase });
    this.#finish();
  }

  /** BYE. */
  async hangUp(): Promise<void> {
    if (this.#phase.name !== 'accepted') return;
    this.#finish();
    await this.#services.request(this.dialog, 'BYE');
  }

  /** A MESSAGE to the caller, in the dialog. */
  async message(text: string): Promise<void> {
    if (this.#phase.name !== 'accepted') return;
    await this.#services.request(this.dialog, 'MESSAGE', { type: 'text/plain', body: text });
  }

  /** Ends the call in any state: by a final response or by BYE. */
  end(statusCode = 480): void {
    if (this.#phase.name === 'accepted') void this.hangUp();
    else this.reject(statusCode);
  }

  // Called by the agent.

  receiveCancel(): void {
    this.reject(487);
  }

  receiveAck(ack: IncomingRequest): void {
    const answer = this.#acknowledgement.receive(ack);
    if (answer === undefined) return;
    // An INVITE without an offer has its answer in the ACK (RFC 3264 §4).
    this.#operations.add(() => this.media.accept(answer)).catch((error: unknown) => this.#giveUp(error));
  }

  /** A request in the dialog, already known to be new (RFC 3261 §12.2.2). */
  receive(transaction: ServerTransaction): void {
    const { request } = transaction;
    switch (request.method) {
      case 'BYE':
        this.#reply(transaction, 200);
        // A pending INVITE is answered with 487 (RFC 3261 §15.1.2).
        if (this.#phase.name !== 'accepted') this.reject(487);
        return this.#finish();
      case 'INVITE':
      case 'UPDATE':
        return this.#modify(transaction);
      case 'INFO': {
        const dtmf = parseDtmf(request.contentType ?? '', request.body);
        if (dtmf) this.#digitReceived(dtmf.tone);
        return this.#reply(transaction, 200);
      }
      case 'MESSAGE':
      case 'NOTIFY':
      case 'OPTIONS':
        return this.#reply(transaction, 200);
      case 'REFER':
        // An extension makes no calls.
        return this.#reply(transaction, 603);
      default:
        return this.#reply(transaction, 405, [`Allow: ${ALLOW}`]);
    }
  }

  /** Re-INVITE and UPDATE: hold, resume, ICE restart (RFC 3261 §14.2, RFC 3311 §5.2). */
  #modify(transaction: ServerTransaction): void {
    const { request } = transaction;
    if (this.#phase.name === 'offered' || (request.method === 'INVITE' && this.#acknowledgement.waiting)) {
      return this.#reply(transaction, 500, ['Retry-After: 1']);
    }
    this.dialog.refreshTarget(request);
    if (request.body !== '' && request.contentType !== SDP) return this.#reply(transaction, 415, [`Accept: ${SDP}`]);
    if (request.method === 'UPDATE' && request.body === '') return this.#reply(transaction, 200);
    this.#operations
      .add(() => (request.body === '' ? this.media.offer() : this.media.answer(request.body)))
      .then((body) => {
        const response = this.#answer(transaction, 200, [], body);
        if (request.method === 'INVITE') this.#awaitAck(transaction, response, request.body === '');
      })
      .catch((error: unknown) => {
        if (this.ended.aborted) return this.#reply(transaction, 487);
        this.#services.logger.warn(messageOf(error));
        this.#reply(transaction, 488);
      });
  }

  #offer(): string | undefined {
    return this.request.contentType === SDP && this.request.body !== '' ? this.request.body : undefined;
  }

  #digitReceived(digit: string): void {
    for (const listener of [...this.#listeners]) listener(digit);
  }

  #awaitAck(transaction: ServerTransaction, response: OutgoingResponseMessage, answerInAck: boolean): void {
    this.#acknowledgement.await(transaction.request.cseq.sequence, answerInAck, () => {
      if (transaction.takes(200)) transaction.send(response);
    });
  }

  #respond(
    statusCode: number,
    more: { reasonPhrase?: string | undefined; body?: string } = {},
  ): OutgoingResponseMessage {
    const { reasonPhrase, body } = more;
    const response = makeResponse(this.request, { statusCode, reasonPhrase, body, contentType: SDP }, this.#tag);
    if (statusCode < 300) this.#sign(response);
    if (this.#transaction.takes(statusCode)) this.#transaction.send(response);
    return response;
  }

  #reply(transaction: ServerTransaction, statusCode: number, extraHeaders: string[] = []): void {
    this.#answer(transaction, statusCode, extraHeaders);
  }

  #answer(
    transaction: ServerTransaction,
    statusCode: number,
    extraHeaders: string[] = [],
    body?: string,
  ): OutgoingResponseMessage {
    const response = makeResponse(transaction.request, { statusCode, extraHeaders, body, contentType: SDP }, this.#tag);
    if (statusCode < 300) this.#sign(response);
    if (transaction.takes(statusCode)) transaction.send(response);
    return response;
  }

  /** Adds Contact, Allow and Supported of this extension. */
  #sign({ headers }: OutgoingResponseMessage): void {
    headers.append('Contact', this.#services.contact);
    headers.append('Allow', ALLOW);
    headers.append('Supported', 'replaces');
  }

  #giveUp(error: unknown): void {
    if (this.ended.aborted) return;
    this.#services.logger.warn(messageOf(error));
    void this.hangUp();
  }

  #finish(): void {
    if (this.#phase.name === 'ended') return;
    this.#phase = { name: 'ended' };
    this.#acknowledgement.stop();
    this.#operations.close();
    this.#end.abort(new SipError('canceled', 'the call has ended'));
    this.media.close().catch((error: unknown) => this.#services.logger.warn(messageOf(error)));
    this.#services.ended(this);
  }
}
