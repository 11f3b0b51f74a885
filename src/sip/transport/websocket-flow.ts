/**
 * An open connection: its socket, its keep-alive, and the frames in both directions (RFC 7118 §5, RFC 5626 §3.5.1).
 * Subjects: frames in both directions; flow of RFC 5626.
 */

import { messageOf } from '../base/errors.js';
import type { Logger } from '../base/logger.js';
import { KeepAlive, PING, PONG, type KeepAliveOptions } from './keep-alive.js';
import type { Server } from './servers.js';
import { OPEN, abandon, frameText, type FrameData, type SocketLike } from './socket.js';

interface FlowOptions extends Omit<KeepAliveOptions, 'ping'> {
  readonly socket: SocketLike;
  readonly logger: Logger;
}

export class WebSocketFlow {
  readonly server: Server;
  readonly socket: SocketLike;
  /** Elapsed time of the start, milliseconds. */
  readonly since: number;
  readonly #logger: Logger;
  readonly keepAlive: KeepAlive;

  constructor(options: FlowOptions) {
    this.server = options.server;
    this.socket = options.socket;
    this.since = options.clock.elapsed();
    this.#logger = options.logger;
    this.keepAlive = new KeepAlive({ ...options, ping: () => this.write(PING) });
    this.keepAlive.start();
  }

  get open(): boolean {
    return this.socket.readyState === OPEN;
  }

  /** Writes a frame. Returns whether it was handed to the socket. */
  write(text: string): boolean {
    if (!this.open) return false;
    try {
      this.socket.send(text);
      return true;
    } catch (error) {
      this.#logger.warn(`cannot write: ${messageOf(error)}`);
      return false;
    }
  }

  /** Returns the text of a frame, at most `limit` UTF-16 units; undefined for a ping, which is answered, and a pong. */
  read(data: FrameData, limit: number): string | undefined {
    const text = frameText(data, limit);
    const pong = text === PONG;
    this.keepAlive.frameReceived(pong);
    if (text === undefined) this.#logger.warn('dropped a frame that has no text');
    if (text === undefined || pong) return undefined;
    if (text.trim() !== '') return text;
    if (text.includes(PING)) this.write(PONG);
    return undefined;
  }

  /** Stops the keep-alive and closes the socket, which emits nothing more. */
  abandon(): void {
    this.keepAlive.stop();
    abandon(this.socket);
  }
}
