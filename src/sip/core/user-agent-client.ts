/**
 * User agent client: one sent request with its retries after a challenge, and its CANCEL (RFC 3261 §8.1, §9.1, §22).
 * Subjects: retry after 401 and 407; CANCEL before the first 1xx; authentication retry; stale challenge; limit of authentication
 * retries; request given up.
 */

import type { Timer } from '../base/clock.js';
import { InvalidStateError, messageOf } from '../base/errors.js';
import type { Logger, LoggerFactory } from '../base/logger.js';
import type { Dialog } from '../dialog/dialog.js';
import { printReason } from '../message/header/reason.js';
import { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import { NonInviteClientTransaction, type ClientTransactionUser } from '../transaction/client.js';
import type { Transport } from '../transport/transport.js';
import { fillCancel } from './cancel.js';
import { addExtraHeaders, readExtraHeaders } from './extra-headers.js';
import { makeLocalResponse } from './local-response.js';
import type { CancelOptions, OutgoingRequest, OutgoingRequestDelegate } from './outgoing-request.js';
import type { ClientTransaction, CoreServices } from './services.js';

type ClientTransactionConstructor = new (
  message: OutgoingRequestMessage,
  transport: Transport,
  user: ClientTransactionUser,
) => ClientTransaction;

/** Whether the request is to be canceled. Applies to the request with its retries, not to one transaction. */
type Cancellation =
  | { readonly state: 'none' }
  /** No response yet: the CANCEL has to wait for a provisional response (§9.1). */
  | { readonly state: 'wanted' | 'settled'; readonly cancel: OutgoingRequestMessage }
  | { readonly state: 'sent'; readonly cancel: OutgoingRequestMessage; readonly limit: Timer };

/** How long to wait for the final response to a canceled INVITE: 64*T1 (§9.1), milliseconds. */
const CANCEL_LIMIT = 32_000;
/** The number of challenges of one request that are answered; two realms with a stale nonce each need four. */
const MAX_RETRIES = 6;

/** One request, sent by the constructor, with its retries after a challenge; responses go to the delegate. */
export class UserAgentClient implements OutgoingRequest {
  readonly logger: Logger;
  #message: OutgoingRequestMessage;
  #transaction: ClientTransaction | undefined;
  #cancellation: Cancellation = { state: 'none' };
  #retries = 0;
  /** Aborts fetching credentials; credentials that arrive later are ignored. */
  #waiting: AbortController | undefined;

  /** Sends `message`. Adds a Via and the common header fields where it has no Via; a CANCEL has the Via of its INVITE. */
  constructor(
    private readonly transactionConstructor: ClientTransactionConstructor,
    readonly core: CoreServices,
    message: OutgoingRequestMessage,
    public delegate?: OutgoingRequestDelegate | undefined,
    /** The dialog of the request, which supplies the CSeq of retries. */
    private readonly dialog?: Dialog,
  ) {
    this.logger = this.loggerFactory.getLogger('sip.user-agent-client');
    this.#message = message;
    this.#send();
  }

  get loggerFactory(): LoggerFactory {
    return this.core.loggerFactory;
  }

  /** The request as sent last. */
  get message(): OutgoingRequestMessage {
    return this.#message;
  }

  /** The transaction of the latest attempt. Throws InvalidStateError before there is one. */
  get transaction(): ClientTransaction {
    if (!this.#transaction) throw new InvalidStateError('The request has no transaction');
    return this.#transaction;
  }

  /** Ends the request without sending anything and without calling the delegate. */
  dispose(): void {
    this.#stopWaiting();
    this.#settleCancellation();
    if (this.#transaction) {
      this.core.userAgentClients.delete(this.#transaction.id);
      this.core.userAgentClients.delete(waitingKey(this.#transaction));
    }
    this.#transaction?.dispose();
  }

  /**
   * Cancels an INVITE: at once after a provisional response, else when the first one arrives, and not at all when a final
   * response arrives first. Returns the CANCEL. `reason` is the value of a Reason header field (RFC 3326). Throws
   * InvalidStateError for another method.
   */
  cancel(reason?: string, options: CancelOptions = {}): OutgoingRequestMessage {
    if (this.#message.method !== 'INVITE') throw new InvalidStateError('Only an INVITE can be canceled');
    if (this.#cancellation.state !== 'none') return this.#cancellation.cancel;
    const cancel = this.#makeCancel(reason, options);
    this.#cancellation = { state: 'wanted', cancel };
    if (this.#transaction?.state === 'proceeding') this.#sendCancel();
    // The challenge was the final response: there is nothing to cancel, so stop fetching credentials.
    this.#waiting?.abort();
    return cancel;
  }

  /** Treats a timeout as a 408 (§8.1.3.1). */
  onRequestTimeout(): void {
    this.core.late2xx.expect(this.#message);
    this.logger.warn(`${this.#message.method}: no response before the timeout`);
    this.receiveResponse(makeLocalResponse(this.#message, 408));
  }

  /** Treats a transport error as a 503 (§8.1.3.1). */
  onTransportError(error: Error): void {
    this.core.late2xx.expect(this.#message);
    this.logger.warn(`${this.#message.method}: ${error.message}`);
    this.receiveResponse(makeLocalResponse(this.#message, 503));
  }

  /** Takes a response from the transaction. */
  receiveResponse(message: IncomingResponse): void {
    // A final response that arrives after the challenge replaces it.
    if (message.statusCode >= 200) this.#stopWaiting();
    if (!this.authenticationGuard(message, this.dialog)) return;
    if (message.statusCode < 200 && this.#cancellation.state === 'wanted') this.#sendCancel();
    if (message.statusCode >= 200) {
      this.#settleCancellation();
      this.core.authenticator.learn(this.#message, message);
    }
    this.#dispatch(message);
  }

  /**
   * Returns whether to process this response. False for a challenge that may be answered: the request is sent again with
   * credentials, or, where there are none or they were rejected, the response goes to the delegate later.
   */
  authenticationGuard(message: IncomingResponse, dialog?: Dialog): boolean {
    const { statusCode } = message;
    const { method } = this.#message;
    if ((statusCode !== 401 && statusCode !== 407) || method === 'CANCEL' || method === 'ACK') return true;
    const challenge = statusCode === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate';
    if (!message.headers.has(challenge) || this.#cancellation.state !== 'none') return true;
    if (++this.#retries > MAX_RETRIES) return true;
    this.#answer(message, dialog).catch((error: unknown) => this.logger.error(messageOf(error)));
    return false;
  }

  /** Fetches credentials until they arrive, the request is canceled or disposed, or the flow breaks. */
  async #answer(challenge: IncomingResponse, dialog: Dialog | undefined): Promise<void> {
    const { core } = this;
    const waiting = (this.#waiting = new AbortController());
    // The transaction has ended, but `reset()` of the core has to find this request.
    const key = waitingKey(this.transaction);
    core.userAgentClients.set(key, this);
    let flow = true;
    const lost = (): void => {
      flow = false;
      waiting.abort();
    };
    core.transport.on('disconnected', lost);
    const credentials = await core.authenticator.answer(this.#message, challenge, waiting.signal);
    core.transport.off('disconnected', lost);
    core.userAgentClients.delete(key);
    if (this.#waiting !== waiting) return;
    this.#waiting = undefined;
    if (credentials && flow && this.#cancellation.state === 'none') {
      this.#retry(credentials, dialog);
      return this.delegate?.onRetry?.(this.#message);
    }
    this.#settleCancellation();
    this.#dispatch(flow ? challenge : makeLocalResponse(this.#message, 503));
  }

  #stopWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.abort();
  }

  /** Sends the request again with credentials, the next CSeq and a new branch (§8.1.3.5). */
  #retry(credentials: readonly (readonly [name: string, value: string])[], dialog: Dialog | undefined): void {
    const message = this.#message.repeat(dialog ? dialog.nextSequence() : this.#message.cseq.sequence + 1);
    for (const [name, value] of credentials) message.headers.append(name, value);
    this.#message = message;
    this.#send();
  }

  #send(): void {
    const { core } = this;
    if (!this.#message.headers.has('Via')) core.prepare(this.#message);
    const mine = (): boolean => this.#transaction === transaction;
    const transaction: ClientTransaction = new this.transactionConstructor(this.#message, core.transport, {
      clock: core.clock,
      loggerFactory: core.loggerFactory,
      onRequestTimeout: () => mine() && this.onRequestTimeout(),
      onTransportError: (error) => mine() && this.onTransportError(error),
      receiveResponse: (message) => mine() && this.receiveResponse(message),
      onStateChange: (state) => {
        if (state === 'terminated') core.userAgentClients.delete(transaction.id);
      },
    });
    this.#transaction = transaction;
    core.userAgentClients.set(transaction.id, this);
    transaction.start();
  }

  #dispatch(message: IncomingResponse): void {
    const { statusCode } = message;
    if (statusCode < 101) this.delegate?.onTrying?.(message);
    else if (statusCode < 200) this.delegate?.onProgress?.(message);
    else if (statusCode < 300) this.delegate?.onAccept?.(message);
    else if (statusCode < 400) this.delegate?.onRedirect?.(message);
    else this.delegate?.onReject?.(message);
  }

  /** Makes the CANCEL (§9.1); `fillCancel` adds the fields of the INVITE when it is sent. */
  #makeCancel(reason: string | undefined, options: CancelOptions): OutgoingRequestMessage {
    const cancel = new OutgoingRequestMessage('CANCEL', this.#message.uri.clone());
    cancel.headers.append('Max-Forwards', '70');
    if (reason !== undefined) cancel.headers.append('Reason', reason);
    addExtraHeaders(cancel.headers, readExtraHeaders(options.extraHeaders));
    return cancel;
  }

  #sendCancel(): void {
    if (this.#cancellation.state !== 'wanted') return;
    const { cancel } = this.#cancellation;
    fillCancel(cancel, this.#message);
    const limit = this.core.clock.after(CANCEL_LIMIT, () => this.#abandon());
    this.#cancellation = { state: 'sent', cancel, limit };
    // With 481 the next hop says that it has no such INVITE (§9.2), which would block the dialog. Outside a dialog a response to the
    // INVITE may still cross it.
    const onReject = ({ statusCode }: IncomingResponse): void => {
      if (statusCode === 481 && this.dialog && this.#cancellation.state === 'sent') this.#abandon();
    };
    new UserAgentClient(NonInviteClientTransaction, this.core, cancel, { onReject });
  }

  /** Ends the INVITE with a local 487: no final response followed the CANCEL (§9.1), or none can. */
  #abandon(): void {
    const response = makeLocalResponse(this.#message, 487);
    this.core.late2xx.expect(this.#message);
    this.dispose();
    this.#dispatch(response);
  }

  #settleCancellation(): void {
    if (this.#cancellation.state !== 'sent') return;
    const { cancel, limit } = this.#cancellation;
    limit.cancel();
    this.#cancellation = { state: 'settled', cancel };
  }
}

/** Returns the Reason header field value of a SIP status, for CANCEL and BYE (RFC 3326 §2). */
export function sipReason(statusCode: number, text?: string): string {
  return printReason({ protocol: 'SIP', cause: statusCode, text });
}

/** The key under which the core keeps a request while credentials are fetched. */
function waitingKey(transaction: ClientTransaction): string {
  return `${transaction.id} waits`;
}
