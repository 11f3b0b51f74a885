/**
 * User agent server: one received request with the responses to it (RFC 3261 §8.2).
 * Subjects: user agent server; answering a request; CANCEL received.
 */

import { InvalidStateError } from '../base/errors.js';
import { newTag } from '../base/ids.js';
import type { Logger, LoggerFactory } from '../base/logger.js';
import type { IncomingRequest } from '../message/request.js';
import type { OutgoingResponseMessage } from '../message/response.js';
import type { ServerTransactionUser } from '../transaction/server.js';
import type { Transport } from '../transport/transport.js';
import { isSecure } from './contact.js';
import { makeResponse, refreshesTarget, type ReplyOptions } from './response.js';
import type { CoreServices, ServerTransaction } from './services.js';

type ServerTransactionConstructor = new (
  message: IncomingRequest,
  transport: Transport,
  user: ServerTransactionUser,
) => ServerTransaction;

/** Receives the events of a request. */
export interface IncomingRequestDelegate {
  /** A CANCEL arrived; the delegate has to send the 487 (§9.2). */
  onCancel?(cancel: IncomingRequest): void;
  /** An ACK to a 2xx arrived with the branch of the INVITE. */
  onAck?(ack: IncomingRequest): void;
  /** A response could not be sent. */
  onTransportError?(error: Error): void;
  /** The transaction has ended. */
  onTerminated?(): void;
}

/** Options of a response; `statusCode` has a default in all methods except `reply`. */
export type ResponseOptions = Partial<ReplyOptions>;

/** One received request. Its methods return the sent response; TypeError for a status out of range, InvalidStateError after a final response. */
export class UserAgentServer {
  readonly logger: Logger;
  readonly transaction: ServerTransaction;
  /** The To tag of all responses to this request (§8.2.6.2): the one of the dialog, or a new one. */
  readonly toTag: string;

  /** Begins the transaction; the core keeps this object until it ends. */
  constructor(
    transactionConstructor: ServerTransactionConstructor,
    readonly core: CoreServices,
    readonly message: IncomingRequest,
    public delegate?: IncomingRequestDelegate,
    /** The To tag for a request without one: the response to a CANCEL has the tag of its INVITE (§9.2). */
    tag?: string,
  ) {
    this.logger = this.loggerFactory.getLogger('sip.user-agent-server');
    this.toTag = message.toTag ?? tag ?? newTag();
    const transaction: ServerTransaction = new transactionConstructor(message, core.transport, {
      clock: core.clock,
      loggerFactory: core.loggerFactory,
      receiveAck: (ack) => this.delegate?.onAck?.(ack),
      onTransportError: (error) => this.delegate?.onTransportError?.(error),
      onStateChange: (state) => {
        if (state !== 'terminated') return;
        core.userAgentServers.delete(transaction.id);
        this.delegate?.onTerminated?.();
      },
    });
    this.transaction = transaction;
    core.userAgentServers.set(transaction.id, this);
  }

  get loggerFactory(): LoggerFactory {
    return this.core.loggerFactory;
  }

  /** Whether a final response may still be sent. */
  get open(): boolean {
    return this.transaction.state !== 'terminated' && this.transaction.takes(400);
  }

  dispose(): void {
    this.core.userAgentServers.delete(this.transaction.id);
    this.transaction.dispose();
    this.delegate?.onTerminated?.();
  }

  /** Sends 100. */
  trying(options: ResponseOptions = {}): OutgoingResponseMessage {
    return this.reply({ ...options, statusCode: 100 });
  }

  /** Sends 101 to 199; default 180. */
  progress(options: ResponseOptions = {}): OutgoingResponseMessage {
    return this.#within(101, 199, 180, options);
  }

  /** Sends a 2xx; default 200. */
  accept(options: ResponseOptions = {}): OutgoingResponseMessage {
    return this.#within(200, 299, 200, options);
  }

  /** Sends a 3xx with these Contact values; default 302. */
  redirect(contacts: readonly string[], options: ResponseOptions = {}): OutgoingResponseMessage {
    const response = this.make({ ...options, statusCode: options.statusCode ?? 302 });
    for (const contact of contacts) response.headers.append('Contact', contact);
    return this.send(response);
  }

  /** Sends a 4xx to 6xx; default 480. */
  reject(options: ResponseOptions = {}): OutgoingResponseMessage {
    return this.#within(400, 699, 480, options);
  }

  /** Sends any response. Throws TypeError for a status out of range, InvalidStateError after a final response. */
  reply(options: ReplyOptions): OutgoingResponseMessage {
    return this.send(this.make(options));
  }

  /** Makes a response: Contact where it refreshes a target, Allow and Supported in a 2xx. Throws TypeError for a status out of range. */
  make(options: ReplyOptions): OutgoingResponseMessage {
    const { statusCode } = options;
    if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 699) {
      throw new TypeError('A status code is a number from 100 to 699');
    }
    const response = makeResponse(this.message, options, this.toTag);
    const { configuration, contact } = this.core;
    const { headers } = response;
    if (statusCode > 100 && statusCode < 300 && refreshesTarget(this.message.method)) {
      headers.append(
        'Contact',
        contact.toHeader({ anonymous: options.anonymous === true, secure: isSecure(this.message) }),
      );
    }
    if (options.anonymous) headers.append('Privacy', 'id');
    if (statusCode >= 200 && statusCode < 300 && this.message.method !== 'BYE') {
      headers.append('Allow', configuration.allow.join(', '));
      headers.append('Supported', configuration.supported.join(', '));
      if (configuration.allowEvents?.length) headers.append('Allow-Events', configuration.allowEvents.join(', '));
    }
    if (statusCode > 100 && !headers.has('Server')) headers.append('Server', configuration.userAgent);
    return response;
  }

  send(response: OutgoingResponseMessage): OutgoingResponseMessage {
    this.transaction.send(response);
    return response;
  }

  /** Passes a CANCEL of this request to the delegate. */
  receiveCancel(cancel: IncomingRequest): void {
    this.delegate?.onCancel?.(cancel);
  }

  #within(lowest: number, highest: number, fallback: number, options: ResponseOptions): OutgoingResponseMessage {
    const statusCode = options.statusCode ?? fallback;
    if (statusCode < lowest || statusCode > highest) {
      throw new TypeError(`The status code must be from ${lowest} to ${highest}`);
    }
    if (!this.transaction.takes(statusCode)) {
      throw new InvalidStateError('The request has a final response', this.transaction.state);
    }
    return this.reply({ ...options, statusCode });
  }
}
