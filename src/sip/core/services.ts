/** What a user agent client or server needs of the core that it lives in. `UserAgentCore` is the one that implements it. */

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

/** What the core must be told. */
export interface CoreConfiguration {
  readonly clock: Clock;
  readonly loggerFactory: LoggerFactory;
  readonly transport: Transport;
  readonly authenticator: Authenticator;
  /** Our address-of-record with the name that the far side sees. */
  readonly identity: NameAddrHeader;
  readonly contact: LocalContact;
  /** `User-Agent` of our requests and `Server` of our responses. */
  readonly userAgent: string;
  /** Methods that we take, for Allow and 405. */
  readonly allow: readonly string[];
  /** Option tags that we understand, for Supported and 420. */
  readonly supported: readonly string[];
  /** Event packages that we notify of, for Allow-Events (RFC 6665 §8.2.2). Default: none. */
  readonly allowEvents?: readonly string[];
  /** Media types that we take, for Accept and 415. */
  readonly accept: readonly string[];
  /** The proxies of requests outside a dialog, as written in Route. */
  readonly preloadedRouteSet: readonly string[];
  /** How many transactions and dialogs strangers may make us keep. Default 200. */
  readonly maxRequests?: number;
}

/** An entry of the table of our requests. */
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
  /** The request was canceled by its sender. */
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
  /** Takes note of an INVITE that fails without a final response: a 2xx may come yet. */
  readonly lateAccepts: { expect(invite: OutgoingRequestMessage): void };
  /** Gives a request a new Via, and what every request of ours has. */
  prepare(message: OutgoingRequestMessage): void;
  /** Sends what has no transaction: the ACK to a 2xx. */
  transmit(message: OutgoingRequestMessage): void;
  /** Our address-of-record. */
  readonly aor: URI;
}
