/** One copy of a request on its way to one target: its transaction, its CANCEL and its timer C (RFC 3261 §16.6 to §16.10). */

import type { Clock, Timer } from '../../../../src/sip/base/clock.js';
import { newTag } from '../../../../src/sip/base/ids.js';
import { makeResponse } from '../../../../src/sip/core/response.js';
import { OutgoingRequestMessage, type IncomingRequest } from '../../../../src/sip/message/request.js';
import { OutgoingResponseMessage, type IncomingResponse } from '../../../../src/sip/message/response.js';
import type { TransactionLayer } from '../transaction-layer.js';

/** Answer, in milliseconds, that a cancelled target owes us: 64*T1 (RFC 3261 §9.1). */
const CANCEL_TIMEOUT = 32_000;

export interface BranchOptions {
  clock: Clock;
  /** Timer C in milliseconds; 0 for all but INVITE. */
  ringTimeout: number;
  /** Each response, its topmost Via (ours) taken off; those that we make for a target that is silent or gone too. */
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
    /** As it came to us; our own responses are made from it. */
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
      // RFC 3261 §16.8 and §16.9: a timeout counts as 408, a flow that is gone as 480 once it was the last (RFC 5626 §5.3.1).
      onRequestTimeout: () => this.#conclude(408),
      onTransportError: () => this.#conclude(480),
    });
  }

  /** Wants it no more. A CANCEL may go out only after a provisional response (RFC 3261 §9.1). */
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

  /** The target has not said anything final; we do in its place. */
  #conclude(statusCode: number): void {
    if (this.completed) return;
    this.#complete();
    this.options.receive(this, makeResponse(this.received, { statusCode }, newTag()));
  }
}

/** RFC 3261 §9.1: the INVITE's own Via alone, its Request-URI, Route, To and number. */
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
