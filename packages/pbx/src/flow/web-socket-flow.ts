/**
 * A flow over one accepted WebSocket (RFC 7118).
 * Subjects: bytes that a client leaves unread; WebSocket flow of the pocket PBX; slow reader of the pocket PBX.
 */

import type { WebSocket } from 'ws';
import type { Clock } from '../../../../src/sip/base/clock.js';
import { Flow } from './flow.js';
import { Line, type Impairment } from './impairment.js';

/** The maximum number of bytes that a client leaves unread: the connection is closed then. */
const MAX_BUFFERED = 8 * 1024 * 1024;

export class WebSocketFlow extends Flow {
  readonly #socket: WebSocket;
  readonly #in: Line<string | Uint8Array>;
  readonly #out: Line<string>;

  constructor(socket: WebSocket, remote: string, clock: Clock, impairment: Impairment) {
    super(remote);
    this.#socket = socket;
    this.#in = new Line(clock, impairment, (data) => this.received(data));
    this.#out = new Line(clock, impairment, (text) => this.#put(text));
    socket.on('message', (data: Buffer, binary: boolean) => this.#in.push(binary ? data : data.toString('utf8')));
    socket.on('close', () => this.ended());
    // ws closes the socket itself after an error; `close` follows.
    socket.on('error', () => undefined);
    this.emit('connected');
  }

  override isConnected(): boolean {
    return this.state === 'connected' && this.#socket.readyState === this.#socket.OPEN;
  }

  protected override write(text: string): void {
    this.#out.push(text);
  }

  protected override shut(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  override terminate(): void {
    this.#socket.terminate();
    this.ended();
  }

  #put(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > MAX_BUFFERED) return this.terminate();
    this.#socket.send(text);
  }
}
