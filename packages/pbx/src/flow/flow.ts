/**
 * A transport flow as the server sees it: one WebSocket, or one extension inside (RFC 5626 §2, RFC 7118 §5).
 * Subjects: flow of the pocket PBX.
 */

import { SipError } from '../../../../src/sip/base/errors.js';
import { randomToken } from '../../../../src/sip/base/ids.js';
import {
  Transport,
  type SendResult,
  type Sendable,
  type TransportResult,
} from '../../../../src/sip/transport/transport.js';

/** Receives each message unchanged: text, or the bytes of a binary frame. */
export type Receiver = (data: string | Uint8Array) => void;

/**
 * One end to which requests can be sent. It is open when it is made and never opens again; `disconnected` is its end.
 * Its messages pass `impair` on the way, where demos and tests delay or lose them.
 */
export abstract class Flow extends Transport {
  /** The name of the flow in route tokens, which cannot be guessed. */
  readonly id: string = randomToken(12);
  /** The name of the remote end in the ladder: its address until an account registers. */
  name: string;
  /** Handles received messages. Set once. */
  receiver: Receiver | undefined;

  constructor(
    /** The remote address and port, such as `127.0.0.1:50312`. */
    readonly remote: string,
  ) {
    super();
    this.name = remote;
  }

  /** Sends a message at once. Called only while `isConnected()`. */
  protected abstract write(text: string): void;
  protected abstract shut(code: number, reason: string): void;

  override get viaTransport(): string {
    return 'WS';
  }

  /** Ends the flow with a WebSocket close code (RFC 6455 §7.4). */
  close(code = 1000, reason = ''): void {
    if (!this.isConnected()) return;
    this.shut(code, reason);
    this.ended();
  }

  /** Ends the flow without waiting for the remote end. */
  terminate(): void {
    this.close();
  }

  protected ended(): void {
    if (this.state === 'disconnected') return;
    this.receiver = undefined;
    this.emit('disconnected');
  }

  protected received(data: string | Uint8Array): void {
    this.emit('message', typeof data === 'string' ? data : new TextDecoder().decode(data));
    this.receiver?.(data);
  }

  protected override connectPromise(): Promise<TransportResult> {
    return Promise.reject(new SipError('transport', 'a server does not open connections to browsers'));
  }

  protected override sendPromise(message: Sendable): Promise<SendResult> {
    if (!this.isConnected()) return Promise.reject(new SipError('transport', `the flow to ${this.name} is closed`));
    const msg = typeof message === 'string' ? message : message.toString();
    this.write(msg);
    return Promise.resolve({ msg });
  }

  protected override disconnectPromise(): Promise<TransportResult> {
    this.close();
    return Promise.resolve({ overrideEvent: true });
  }
}
