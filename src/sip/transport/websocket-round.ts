/**
 * One round of attempts to connect: the servers in turn, until the socket of one opens (RFC 3263 §4.3).
 * Subjects: round of attempts to connect; fail-over to the next server; time limit of an attempt to connect; sub-protocol not
 * confirmed.
 */

import type { Clock, Timer } from '../base/clock.js';
import { messageOf } from '../base/errors.js';
import type { Logger } from '../base/logger.js';
import type { Server } from './servers.js';
import { SIP_PROTOCOL, abandon, type SocketFactory, type SocketLike } from './socket.js';
import type { TransportErrorInfo } from './websocket-options.js';

interface RoundOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Milliseconds to wait for each server. */
  readonly limit: number;
  readonly socketFactory: SocketFactory;
  /** Called before each attempt. */
  attempts(server: Server): void;
  /** Called with each new socket, to set its handlers. */
  follow(socket: SocketLike): void;
  /** No server is left; `info` is the error of the last one. */
  failed(info: TransportErrorInfo): void;
}

export class ConnectionRound {
  readonly #rest: Server[];
  readonly #options: RoundOptions;
  #attempt: { readonly server: Server; readonly socket: SocketLike; readonly timer: Timer } | undefined;

  constructor(servers: readonly Server[], options: RoundOptions) {
    this.#rest = [...servers];
    this.#options = options;
  }

  /** The socket of the current attempt. */
  get socket(): SocketLike | null {
    return this.#attempt?.socket ?? null;
  }

  /** Tries the next server; `info` is the error of the one before. */
  next(info: TransportErrorInfo): void {
    const { clock, limit, logger, socketFactory, attempts, follow, failed } = this.#options;
    if (this.#attempt) logger.warn(`${info.server}: ${info.message}`);
    this.abandon();
    const server = this.#rest.shift();
    if (!server) return failed(info);
    attempts(server);
    let socket: SocketLike;
    try {
      socket = socketFactory(server.url, SIP_PROTOCOL);
    } catch (error) {
      return this.next({ server: server.url, message: messageOf(error) });
    }
    const late = { server: server.url, message: `The server did not answer within ${limit} ms` };
    this.#attempt = { server, socket, timer: clock.after(limit, () => this.next(late)) };
    socket.binaryType = 'arraybuffer';
    follow(socket);
  }

  /** The socket has opened: returns it with its server, and ends the round. */
  take(): { readonly server: Server; readonly socket: SocketLike } | undefined {
    const attempt = this.#attempt;
    attempt?.timer.cancel();
    this.#attempt = undefined;
    if (attempt && attempt.socket.protocol !== SIP_PROTOCOL)
      this.#options.logger.warn(`${attempt.server.url} did not confirm the sub-protocol "sip"`);
    return attempt;
  }

  /** Gives up the current attempt. */
  abandon(): void {
    if (!this.#attempt) return;
    this.#attempt.timer.cancel();
    abandon(this.#attempt.socket);
    this.#attempt = undefined;
  }
}
