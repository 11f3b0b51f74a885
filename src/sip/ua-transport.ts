/**
 * Creates the transport of a user agent from its configuration.
 * Subjects: transport of a user agent, created; transportConstructor, used.
 */

import type { LoggerFactory } from './base/logger.js';
import { readServers, type ReadConfiguration, type UAConfiguration } from './configuration.js';
import { WebSocketTransport } from './transport/websocket-transport.js';
import type { Transport } from './transport/transport.js';

/** Creates the transport. Throws an `invalid-argument` SipError for a server that is not a WebSocket URL. */
export function makeTransport(
  ua: { readonly configuration: ReadConfiguration; readonly loggerFactory: LoggerFactory },
  options: UAConfiguration,
): Transport {
  const Constructor = options.transportConstructor ?? WebSocketTransport;
  const { clock, random, wsServerMaxReconnection, wsServerReconnectionTimeout: gap } = ua.configuration;
  return new Constructor({
    servers: readServers(options),
    clock,
    random,
    loggerFactory: ua.loggerFactory,
    ua,
    maxReconnectionAttempts: wsServerMaxReconnection,
    backoff: gap === undefined ? undefined : [gap * 1000],
    ...options.transportOptions,
  });
}
