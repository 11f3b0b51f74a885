/**
 * The transactions of one flow: passes each received message to its transaction, or to the user (RFC 3261 §17, §18).
 * Subjects: transactions of the pocket PBX; received parameter of Via.
 */

import type { Clock } from '../../../src/sip/base/clock.js';
import { messageOf } from '../../../src/sip/base/errors.js';
import type { Logger, LoggerFactory } from '../../../src/sip/base/logger.js';
import { makeResponse } from '../../../src/sip/core/response.js';
import type { Limits } from '../../../src/sip/message/limits.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';
import {
  InviteClientTransaction,
  NonInviteClientTransaction,
  type ClientTransaction,
  type ClientTransactionUser,
} from '../../../src/sip/transaction/client.js';
import {
  canceledTransactionId,
  clientTransactionId,
  serverTransactionId,
} from '../../../src/sip/transaction/identity.js';
import {
  InviteServerTransaction,
  NonInviteServerTransaction,
  type ServerTransaction,
  type ServerTransactionUser,
} from '../../../src/sip/transaction/server.js';
import type { TransactionUser } from '../../../src/sip/transaction/transaction.js';
import type { Flow } from './flow/flow.js';

export interface LayerOptions {
  clock: Clock;
  loggerFactory: LoggerFactory;
  limits?: Partial<Limits>;
  /** The maximum number of server transactions of one flow; further requests are answered 503 (RFC 3261 §21.5.4). */
  maxTransactions: number;
  timing?: TransactionUser['timing'];
  /** The value of Server in responses. */
  server: string;
}

/** Handles the messages of a flow. */
export interface LayerUser {
  /** Handles a new request, and answers it by a transaction made with `serve`. */
  receiveRequest(request: IncomingRequest, layer: TransactionLayer): void;
  /** An ACK that belongs to no transaction: that of a 2xx (RFC 3261 §13.2.2.4). */
  receiveAck(request: IncomingRequest, layer: TransactionLayer): void;
  /** A CANCEL that was answered 200, with the INVITE's transaction that it is for (RFC 3261 §9.2). */
  receiveCancel(request: IncomingRequest, invite: ServerTransaction): void;
}

type Callbacks<T extends TransactionUser> = Omit<T, 'clock' | 'loggerFactory' | 'timing'>;

export class TransactionLayer {
  readonly #clients = new Map<string, ClientTransaction>();
  readonly #servers = new Map<string, ServerTransaction>();
  readonly #logger: Logger;

  constructor(
    readonly flow: Flow,
    private readonly options: LayerOptions,
    private readonly user: LayerUser,
  ) {
    this.#logger = options.loggerFactory.getLogger('pbx.flow', flow.remote);
    flow.receiver = (data) => this.#receive(data);
  }

  /** Sends a request in a new client transaction. */
  request(message: OutgoingRequestMessage, callbacks: Callbacks<ClientTransactionUser>): ClientTransaction {
    const Transaction = message.method === 'INVITE' ? InviteClientTransaction : NonInviteClientTransaction;
    const transaction = new Transaction(
      message,
      this.flow,
      this.#user(callbacks, () => this.#clients.delete(id)),
    );
    const { id } = transaction;
    this.#clients.set(id, transaction);
    transaction.start();
    return transaction;
  }

  /** Makes the server transaction of a request that `receiveRequest` was given. */
  serve(request: IncomingRequest, callbacks: Callbacks<ServerTransactionUser> = {}): ServerTransaction {
    const Transaction = request.method === 'INVITE' ? InviteServerTransaction : NonInviteServerTransaction;
    const transaction = new Transaction(
      request,
      this.flow,
      this.#user(callbacks, () => this.#servers.delete(id)),
    );
    const { id } = transaction;
    this.#servers.set(id, transaction);
    return transaction;
  }

  /** Sends a message without a transaction: an ACK to a 2xx, or a response that is not repeated. */
  send(message: { toString(): string }): void {
    this.flow.send(message.toString()).catch((error: unknown) => this.#logger.debug(`not sent: ${messageOf(error)}`));
  }

  /** Ends a server transaction without a response. */
  abandon(transaction: ServerTransaction): void {
    this.#servers.delete(transaction.id);
    transaction.dispose();
  }

  dispose(): void {
    this.flow.receiver = undefined;
    for (const transaction of [...this.#clients.values(), ...this.#servers.values()]) transaction.dispose();
    this.#clients.clear();
    this.#servers.clear();
  }

  #user<T extends TransactionUser>(callbacks: Callbacks<T>, ended: () => void): T {
    const { clock, loggerFactory, timing } = this.options;
    const onStateChange: TransactionUser['onStateChange'] = (state) => {
      if (state === 'terminated') ended();
      callbacks.onStateChange?.(state);
    };
    return { ...callbacks, clock, loggerFactory, ...(timing ? { timing } : {}), onStateChange } as unknown as T;
  }

  #receive(data: string | Uint8Array): void {
    const result = parseMessage(data, this.options.limits);
    switch (result.kind) {
      case 'request':
        return this.#receiveRequest(result.message);
      case 'response':
        return this.#receiveResponse(result.message);
      case 'keep-alive':
        if (result.ping) this.send('\r\n');
        return;
      case 'reject':
        this.#logger.warn(`refused with ${result.statusCode}: ${result.reason}`);
        if (result.message.method !== 'ACK') this.#refuse(result.message, result.statusCode, result.reason);
        return;
      case 'drop':
        this.#logger.warn(`dropped: ${result.reason}`);
    }
  }

  #receiveRequest(request: IncomingRequest): void {
    const known = this.#servers.get(serverTransactionId(request));
    if (known) return known.receiveRequest(request);
    if (request.method === 'ACK') return this.user.receiveAck(request, this);
    stampReceived(request, this.flow.remote);
    if (this.#servers.size >= this.options.maxTransactions) return this.#refuse(request, 503, 'Too many transactions');
    if (request.method === 'CANCEL') return this.#receiveCancel(request);
    this.user.receiveRequest(request, this);
  }

  #receiveCancel(request: IncomingRequest): void {
    const invite = this.#servers.get(canceledTransactionId(request));
    const statusCode = invite ? 200 : 481;
    this.serve(request).send(makeResponse(request, { statusCode, extraHeaders: this.#server }, 'cancel'));
    if (invite) this.user.receiveCancel(request, invite);
  }

  #receiveResponse(response: IncomingResponse): void {
    const { via } = response;
    const known = via && this.#clients.get(clientTransactionId(response.cseq.method, via));
    if (known) return known.receiveResponse(response);
    // RFC 6026 §7.3: a response without a matching transaction is not forwarded.
    this.#logger.debug(`stray ${response.statusCode} to ${response.cseq.method}`);
  }

  get #server(): string[] {
    return [`Server: ${this.options.server}`];
  }

  #refuse(request: IncomingRequest, statusCode: number, reasonPhrase: string): void {
    try {
      this.send(makeResponse(request, { statusCode, reasonPhrase, extraHeaders: this.#server }, 'refused'));
    } catch (error) {
      this.#logger.warn(`cannot even be refused: ${messageOf(error)}`);
    }
  }
}

/** RFC 3261 §18.2.1: adds the source address as `received` where sent-by is another one. */
function stampReceived(request: IncomingRequest, remote: string): void {
  const via = request.via?.clone();
  const address = remote.slice(0, Math.max(0, remote.lastIndexOf(':')));
  if (!via || address === '' || via.host === address) return;
  via.params.set('received', address);
  request.headers.shift('Via');
  request.headers.prepend('Via', via.toString());
}
