/**
 * One copy of a request for one target: its transaction, its CANCEL and its timer C (RFC 3261 §16.6 to §16.10).
 * Subjects: branch of a forked request; Timer C.
 */

import type { Clock, Timer } from '../../../../src/sip/base/clock.js';
import { newTag } from '../../../../src/sip/base/ids.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import { OutgoingRequestMessage, type IncomingRequest } from '../../../../src/sip/message/request.js';
import { OutgoingResponseMessage, type IncomingResponse } from '../../../../src/sip/message/response.js';
import type { TransactionLayer } from '../transaction-layer.js';

/** How long to wait for the final response of a canceled target, ms: 64*T1 (RFC 3261 §9.1). */
const CANCEL_TIMEOUT = 32_000;

export interface BranchOptions {
  clock: Clock;
  /** Timer C in milliseconds; 0 for all but INVITE. */
  ringTimeout: number;
  /**
   * Called with each response, without its topmost Via (that of the proxy); also with the 408 or 480 that is generated for a target
   * that does not respond.
   */
  receive(branch: Branch, response: OutgoingResponseMessage): void;
}

type BranchState =
  | { readonly name: 'calling'; readonly cancel: readonly string[] | undefined }
  | { readonly name: 'proceeding' }
  | { readonly name: 'canceling' }
  | { readonly name: 'completed' };

export class Branch {
  #state: BranchState = { name: 'calling', cancel: undefined };
  #timer: Timer | undefined;

  constructor(
    /** The request as received, from which the proxy generates responses. */
    private readonly received: IncomingRequest,
    private readonly copy: OutgoingRequestMessage,
    private readonly layer: TransactionLayer,
    private readonly options: BranchOptions,
  ) {}

  get completed(): boolean {
    return this.#state.name === 'completed';
  }

  start(): void {
    this.#restartTimerC();
    this.layer.request(this.copy, {
      receiveResponse: (response) => this.#receive(response),
      // RFC 3261 §16.8 and §16.9: a timeout counts as 408, a failed flow as 480 where it was the last one (RFC 5626 §5.3.1).
      onRequestTimeout: () => this.#conclude(408),
      onTransportError: () => this.#conclude(480),
    });
  }

  /** Cancels the branch. CANCEL is sent only after a provisional response (RFC 3261 §9.1). */
  cancel(reasons: readonly string[]): void {
    if (this.#state.name === 'calling') this.#state = { name: 'calling', cancel: reasons };
    else if (this.#state.name === 'proceeding') this.#sendCancel(reasons);
  }

  #receive(response: IncomingResponse): void {
    const forwarded = OutgoingResponseMessage.from(response);
    forwarded.headers.shift('Via');
    if (response.statusCode >= 200) {
      this.#complete();
    } else {
      this.#proceed(response.statusCode);
    }
    this.options.receive(this, forwarded);
  }

  #proceed(statusCode: number): void {
    if (statusCode > 100) this.#restartTimerC();
    if (this.#state.name !== 'calling') return;
    const { cancel } = this.#state;
    this.#state = { name: 'proceeding' };
    if (cancel) this.#sendCancel(cancel);
  }

  #sendCancel(reasons: readonly string[]): void {
    this.#state = { name: 'canceling' };
    this.layer.request(makeCancel(this.copy, reasons), {});
    this.#setTimer(CANCEL_TIMEOUT, () => this.#conclude(487));
  }

  #restartTimerC(): void {
    const { ringTimeout } = this.options;
    if (ringTimeout === 0 || this.#state.name === 'canceling' || this.#state.name === 'completed') return;
    this.#setTimer(ringTimeout, () => {
      if (this.#state.name === 'calling') this.#conclude(408);
      else this.cancel([]);
    });
  }

  #setTimer(delay: number, callback: () => void): void {
    this.#timer?.cancel();
    this.#timer = this.options.clock.after(delay, callback);
  }

  #complete(): void {
    this.#timer?.cancel();
    this.#state = { name: 'completed' };
  }

  /** Generates a final response in place of the target. */
  #conclude(statusCode: number): void {
    if (this.completed) return;
    this.#complete();
    this.options.receive(this, makeResponse(this.received, { statusCode }, newTag()));
  }
}

/** RFC 3261 §9.1: CANCEL has the topmost Via of the INVITE, its Request-URI, Route, To and CSeq number. */
function makeCancel(invite: OutgoingRequestMessage, reasons: readonly string[]): OutgoingRequestMessage {
  const cancel = new OutgoingRequestMessage('CANCEL', invite.uri.clone());
  const { headers } = cancel;
  headers.append('Via', invite.via!.toString());
  headers.append('Max-Forwards', '70');
  for (const name of ['Route', 'From', 'To', 'Call-ID']) {
    for (const value of invite.headers.getAll(name)) headers.append(name, value);
  }
  headers.append('CSeq', `${invite.cseq.sequence} CANCEL`);
  for (const reason of reasons) headers.append('Reason', reason);
  return cancel;
}
