/**
 * The interface of the core for user agent clients and servers, implemented by `UserAgentCore` (RFC 3261 §8).
 * Subjects: interface of the core; configuration of the core.
 */

import type { Clock } from '../base/clock.js';
import type { Logger, LoggerFactory } from '../base/logger.js';
import type { Authenticator } from '../digest/authenticator.js';
import type { NameAddrHeader } from '../message/name-addr.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../message/request.js';
import type { URI } from '../message/uri.js';
import type { InviteClientTransaction, NonInviteClientTransaction } from '../transaction/client.js';
import type { InviteServerTransaction, NonInviteServerTransaction } from '../transaction/server.js';
import type { Transport } from '../transport/transport.js';
import type { LocalContact } from './contact.js';

/** Either of the two client transactions (§17.1). */
export type ClientTransaction = InviteClientTransaction | NonInviteClientTransaction;
/** Either of the two server transactions (§17.2). */
export type ServerTransaction = InviteServerTransaction | NonInviteServerTransaction;

/** The configuration of the core. */
export interface CoreConfiguration {
  readonly clock: Clock;
  readonly loggerFactory: LoggerFactory;
  readonly transport: Transport;
  readonly authenticator: Authenticator;
  /** The local address-of-record with the display name for the remote party. */
  readonly identity: NameAddrHeader;
  readonly contact: LocalContact;
  /** The value of `User-Agent` in requests and `Server` in responses. */
  readonly userAgent: string;
  /** Methods that are accepted, for Allow and 405. */
  readonly allow: readonly string[];
  /** Option tags that are supported, for Supported and 420. */
  readonly supported: readonly string[];
  /** Event packages of the local notifier, for Allow-Events (RFC 6665 §8.2.2). Default: none. */
  readonly allowEvents?: readonly string[];
  /** Media types that are accepted, for Accept and 415. */
  readonly accept: readonly string[];
  /** Route values of requests outside a dialog. */
  readonly preloadedRouteSet: readonly string[];
  /** The maximum number of pending received requests outside dialogs. Default 200. */
  readonly maxRequests?: number;
  /** Returns a number in [0, 1), used for jitter. Default `Math.random`. */
  readonly random?: () => number;
}

/** An entry of the table of sent requests. */
export interface ClientEntry {
  readonly message: OutgoingRequestMessage;
  readonly transaction: ClientTransaction;
  dispose(): void;
}

/** An entry of the table of received requests. */
export interface ServerEntry {
  readonly transaction: ServerTransaction;
  /** The To tag of its responses. */
  readonly toTag: string;
  /** Handles a CANCEL of the request. */
  receiveCancel(cancel: IncomingRequest): void;
  dispose(): void;
}

export interface CoreServices {
  readonly configuration: CoreConfiguration;
  readonly clock: Clock;
  readonly loggerFactory: LoggerFactory;
  readonly logger: Logger;
  readonly transport: Transport;
  readonly authenticator: Authenticator;
  readonly contact: LocalContact;
  readonly userAgentClients: Map<string, ClientEntry>;
  readonly userAgentServers: Map<string, ServerEntry>;
  /** Records an INVITE that failed without a final response, as a 2xx may still arrive. */
  readonly late2xx: { expect(invite: OutgoingRequestMessage): void };
  /** Adds a new Via, User-Agent and preemptive credentials to a request. */
  prepare(message: OutgoingRequestMessage): void;
  /** Sends a request without a transaction: the ACK to a 2xx. */
  transmit(message: OutgoingRequestMessage): void;
  /** The local address-of-record. */
  readonly aor: URI;
}
