/**
 * Server transactions: a received request and the responses to it (RFC 3261 §17.2).
 * Subjects: server transaction; 100 Trying, made.
 */

import { InvalidStateError } from '../base/errors.js';
import type { Message } from '../message/message.js';
import type { IncomingRequest } from '../message/request.js';
import { OutgoingResponseMessage } from '../message/response.js';
import type { Transport } from '../transport/transport.js';
import { serverTransactionId } from './identity.js';
import {
  beginInviteServer,
  inviteServer,
  inviteServerTakes,
  type InviteServerState,
  type ServerEvent,
} from './invite-server-machine.js';
import type { Effect } from './machine.js';
import {
  beginNonInviteServer,
  nonInviteServer,
  nonInviteServerTakes,
  type NonInviteServerState,
} from './non-invite-server-machine.js';
import { Transaction, transactionMachine, type TransactionMachine, type TransactionUser } from './transaction.js';

export interface ServerTransactionUser extends TransactionUser {
  /** Receives an ACK to a 2xx that has the branch of the INVITE, as some user agents send it (RFC 6026 §7.1). */
  receiveAck?(message: IncomingRequest): void;
}

/** One received request. The transaction begins with its construction; the core stores it by its id. */
export abstract class ServerTransaction extends Transaction<ServerEvent> {
  #lastResponse: OutgoingResponseMessage | undefined;

  protected constructor(
    readonly request: IncomingRequest,
    transport: Transport,
    user: ServerTransactionUser,
    machine: TransactionMachine<ServerEvent>,
  ) {
    super(serverTransactionId(request), transport, user, machine);
    this.begin();
  }

  abstract readonly kind: 'invite' | 'non-invite';

  get lastResponse(): OutgoingResponseMessage | undefined {
    return this.#lastResponse;
  }

  /** Whether `send()` may be called with a response of this status in the current state. */
  abstract takes(statusCode: number): boolean;

  /** Processes a request that matches the id of this transaction: a retransmission, or the ACK of an INVITE. */
  receiveRequest(message: IncomingRequest): void {
    this.dispatch({ type: message.method === 'ACK' ? 'ack' : 'request' }, message);
  }

  /**
   * Sends a response. Throws InvalidStateError for a response that is not allowed in this state, such as a second final
   * one; after termination the response is dropped with a log line. A failure to send calls `onTransportError`.
   */
  send(message: OutgoingResponseMessage): void {
    if (this.state === 'terminated')
      return this.logger.log(`dropped a ${message.statusCode}: the transaction has ended`);
    if (!this.takes(message.statusCode)) {
      throw new InvalidStateError(
        `A ${message.statusCode} cannot be sent in the transaction state ${this.state}`,
        this.state,
      );
    }
    this.dispatch({ type: 'respond', statusCode: message.statusCode }, message);
  }

  protected override perform(effect: Effect, message: Message | undefined): void {
    switch (effect.do) {
      case 'send-response':
        this.#lastResponse = message as OutgoingResponseMessage;
        return this.put(this.#lastResponse);
      case 'send-trying':
        this.#lastResponse = makeTrying(this.request);
        return this.put(this.#lastResponse);
      case 'resend-response':
        if (this.#lastResponse) this.put(this.#lastResponse);
        return;
      case 'deliver-ack':
        return this.tell<ServerTransactionUser>((user) => user.receiveAck?.(message as IncomingRequest));
      default:
    }
  }
}

/** The transaction of an INVITE. Sends 100 after 200 ms; retransmission of a 2xx is not its task (§13.3.1.4). */
export class InviteServerTransaction extends ServerTransaction {
  readonly kind = 'invite';

  constructor(request: IncomingRequest, transport: Transport, user: ServerTransactionUser) {
    super(request, transport, user, transactionMachine(beginInviteServer, inviteServer));
  }

  override takes(statusCode: number): boolean {
    return inviteServerTakes(this.machineState as InviteServerState, statusCode);
  }
}

/** The transaction of any request other than INVITE and ACK. */
export class NonInviteServerTransaction extends ServerTransaction {
  readonly kind = 'non-invite';

  constructor(request: IncomingRequest, transport: Transport, user: ServerTransactionUser) {
    super(request, transport, user, transactionMachine(beginNonInviteServer, nonInviteServer));
  }

  override takes(): boolean {
    return nonInviteServerTakes(this.machineState as NonInviteServerState);
  }
}

/** Makes a 100 Trying without a To tag, as it is hop by hop (RFC 3261 §8.2.6.1). */
function makeTrying(request: IncomingRequest): OutgoingResponseMessage {
  const trying = new OutgoingResponseMessage(100);
  for (const name of ['Via', 'From', 'To', 'Call-ID', 'CSeq', 'Timestamp']) {
    for (const value of request.headers.getAll(name)) trying.headers.append(name, value);
  }
  return trying;
}
