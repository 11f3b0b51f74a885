/**
 * Client transactions: a sent request and its responses (RFC 3261 §17.1).
 * Subjects: client transaction; ACK to a 300-699.
 */

import { SipError } from '../base/errors.js';
import type { Message } from '../message/message.js';
import { OutgoingRequestMessage } from '../message/request.js';
import type { IncomingResponse } from '../message/response.js';
import type { Transport } from '../transport/transport.js';
import { clientTransactionId } from './identity.js';
import { beginInviteClient, inviteClient, type ClientEvent } from './invite-client-machine.js';
import type { Effect } from './machine.js';
import { beginNonInviteClient, nonInviteClient } from './non-invite-client-machine.js';
import { Transaction, transactionMachine, type TransactionMachine, type TransactionUser } from './transaction.js';

export interface ClientTransactionUser extends TransactionUser {
  /** Receives each response that is not a retransmission; for an INVITE each 2xx, including other forks and retransmissions. */
  receiveResponse?(message: IncomingResponse): void;
}

/**
 * One sent request. The topmost Via of the message identifies the transaction and must exist before. A flow that breaks
 * before the final response ends the transaction with a transport error (§8.1.3.1).
 */
export abstract class ClientTransaction extends Transaction<ClientEvent> {
  #listening = false;

  /** Throws TypeError for a message without a Via. */
  protected constructor(
    readonly request: OutgoingRequestMessage,
    transport: Transport,
    user: ClientTransactionUser,
    machine: TransactionMachine<ClientEvent>,
  ) {
    if (!request.via) throw new TypeError('A request without a Via has no transaction');
    super(clientTransactionId(request.method, request.via), transport, user, machine);
  }

  abstract readonly kind: 'invite' | 'non-invite';

  /** Sends the request. Callbacks are never called synchronously. */
  start(): void {
    this.#listening = true;
    this.transport.on('disconnected', this.#onFlowLost);
    this.begin();
  }

  /** Processes a response that matches the id of this transaction. */
  receiveResponse(message: IncomingResponse): void {
    this.dispatch({ type: 'response', statusCode: message.statusCode }, message);
  }

  protected override perform(effect: Effect, message: Message | undefined): void {
    switch (effect.do) {
      case 'send-request':
        return this.put(this.request);
      case 'send-ack':
        return this.put(makeAck(this.request, message as IncomingResponse));
      case 'deliver':
        return this.tell<ClientTransactionUser>((user) => user.receiveResponse?.(message as IncomingResponse));
      default:
    }
  }

  protected override onEnd(): void {
    if (!this.#listening) return;
    this.#listening = false;
    this.transport.off('disconnected', this.#onFlowLost);
  }

  /** Ends the transaction when the flow breaks before the final response. */
  readonly #onFlowLost = (): void => {
    if (this.state === 'completed' || this.state === 'accepted') return;
    this.dispatch(
      { type: 'transport-error' },
      undefined,
      new SipError('transport', 'The connection to the server was lost'),
    );
  };
}

/** The transaction of an INVITE. Sends the ACK to a non-2xx; the core sends that to a 2xx (§13.2.2.4). Ends 64*T1 after a 2xx. */
export class InviteClientTransaction extends ClientTransaction {
  readonly kind = 'invite';

  constructor(request: OutgoingRequestMessage, transport: Transport, user: ClientTransactionUser) {
    super(request, transport, user, transactionMachine(beginInviteClient, inviteClient));
  }
}

/** The transaction of any request other than INVITE and ACK. */
export class NonInviteClientTransaction extends ClientTransaction {
  readonly kind = 'non-invite';

  constructor(request: OutgoingRequestMessage, transport: Transport, user: ClientTransactionUser) {
    super(request, transport, user, transactionMachine(beginNonInviteClient, nonInviteClient));
  }
}

/** Makes the ACK to a 300-699: the topmost Via, the Route of the INVITE, the To of the response (RFC 3261 §17.1.1.3). */
function makeAck(invite: OutgoingRequestMessage, response: IncomingResponse): OutgoingRequestMessage {
  const ack = new OutgoingRequestMessage('ACK', invite.uri);
  ack.headers.append('Via', invite.via!.toString());
  ack.headers.append('Max-Forwards', '70');
  for (const route of invite.headers.getAll('Route')) ack.headers.append('Route', route);
  ack.headers.append('From', invite.headers.get('From') ?? '');
  ack.headers.append('To', response.headers.get('To') ?? '');
  ack.headers.append('Call-ID', invite.callId);
  ack.headers.append('CSeq', `${invite.cseq.sequence} ACK`);
  return ack;
}
