/**
 * The options of the WebSocket transport, and the data of a connection error (RFC 7118).
 * Subjects: options of the WebSocket transport; connection error data; connectionTimeout; socketFactory option.
 */

import type { Clock } from '../base/clock.js';
import type { LoggerFactory } from '../base/logger.js';
import type { ServersOption } from './servers.js';
import type { SocketFactory } from './socket.js';

/** The part of a user agent that a transport names. */
export type TransportOwner = { readonly loggerFactory: LoggerFactory };

export interface WebSocketTransportOptions {
  /** One server or several: URLs, or objects with `url`, `order` and `weight`. */
  servers: ServersOption;
  /** Milliseconds to wait for a server to open the socket. Default 5000. */
  connectionTimeout?: number;
  /** Milliseconds between CRLF pings. Default 25000; 0 turns them off. */
  keepAliveInterval?: number;
  /** Milliseconds to wait for a frame after a ping. Default 10000. */
  keepAliveTimeout?: number;
  /**
   * Whether a server that answers no CRLF pings gets an OPTIONS every 2 s during a call, so that a failed connection is detected in 5 s
   * as with one that answers them. Default false: only at the interval above.
   */
  probesInCall?: boolean;
  /** The maximum number of consecutive reconnection attempts. Default: unlimited; 0: none. */
  maxReconnectionAttempts?: number;
  /** Milliseconds before the first, second, … attempt, each varied by 20 %; the last value repeats. Default 1, 2, 4, 8, 15 s. */
  backoff?: readonly number[] | undefined;
  /** The longest message that is accepted, in UTF-16 units; a longer request is rejected with 513. Default 65536. */
  maxMessageSize?: number;
  /** Makes the socket. Default: the platform's WebSocket. */
  socketFactory?: SocketFactory;
  clock?: Clock;
  loggerFactory?: LoggerFactory;
  /** Returns a number in [0, 1), for the jitter and the weights. Default `Math.random`. */
  random?: () => number;
  /** The user agent of the transport; stored only, for the `ua` attribute of SIP.js 0.7. */
  ua?: TransportOwner | undefined;
}

/** Why the last connection ended or could not be opened. */
export interface TransportErrorInfo {
  server: string;
  message: string;
  /** Close code and reason of the WebSocket (RFC 6455 §7.4), where one was received. */
  code?: number;
  reason?: string;
  wasClean?: boolean;
}
