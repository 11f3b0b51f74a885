/**
 * A WebSocket whose server is a test: SIP text in, SIP text out.
 * Subjects: WebSocket played by a test.
 */

import type { SocketFactory, SocketLike } from '../../src/sip/transport/socket.js';

const PING = '\r\n\r\n';
const PONG = '\r\n';

/** The client end of a connection; the test plays the server with the methods whose names begin with `server`. */
export class ScriptedSocket implements SocketLike {
  readyState = 0;
  protocol = '';
  binaryType = 'blob';
  onopen: ((event: never) => void) | null = null;
  onclose: ((event: never) => void) | null = null;
  onmessage: ((event: never) => void) | null = null;
  onerror: ((event: never) => void) | null = null;
  /** Every frame that the client has sent, keep-alives included. */
  readonly frames: string[] = [];
  /** Called in a microtask for each SIP message of the client, as no server responds within send(): a server in one function. */
  onsip: ((text: string) => void) | undefined;

  constructor(
    readonly url: string,
    readonly requestedProtocol: string,
    readonly behaviour: { answersPings: boolean; answersClose: boolean } = { answersPings: true, answersClose: true },
  ) {}

  /** The SIP messages that the client sent and the test has not taken yet. */
  readonly inbox: string[] = [];

  send(data: string): void {
    if (this.readyState !== 1) throw new Error('the socket is not open');
    this.frames.push(data);
    if (data === PING) {
      if (this.behaviour.answersPings) queueMicrotask(() => this.serverSends(PONG));
      return;
    }
    if (data === PONG) return;
    this.inbox.push(data);
    if (this.onsip) queueMicrotask(() => this.onsip?.(data));
  }

  close(code = 1005, reason = ''): void {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    if (this.behaviour.answersClose) queueMicrotask(() => this.#closed({ code, reason, wasClean: true }));
  }

  /** The server accepts the connection. */
  serverOpens(protocol = this.requestedProtocol): void {
    this.protocol = protocol;
    this.readyState = 1;
    this.onopen?.({ type: 'open' } as never);
  }

  /** The server refuses the connection, or the network fails. */
  serverRefuses(): void {
    this.readyState = 3;
    this.onerror?.({ type: 'error' } as never);
    this.onclose?.({ type: 'close', code: 1006, reason: '', wasClean: false } as never);
  }

  /** A frame of the server arrives. Nothing arrives on a closed socket. */
  serverSends(data: string | ArrayBuffer | Uint8Array): void {
    if (this.readyState === 1) this.onmessage?.({ type: 'message', data } as never);
  }

  /** The connection ends, by the server or by a fault. */
  serverCloses(code = 1006, reason = ''): void {
    this.#closed({ code, reason, wasClean: code !== 1006 });
  }

  /** Takes the oldest message of the client; throws when there is none. */
  take(): string {
    const text = this.inbox.shift();
    if (text === undefined) throw new Error('the client has sent nothing more');
    return text;
  }

  #closed(event: { code: number; reason: string; wasClean: boolean }): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ type: 'close', ...event } as never);
  }
}

/** Makes scripted sockets and keeps them. By default each opens at once, in a microtask, and answers pings. */
export class ScriptedNetwork {
  readonly sockets: ScriptedSocket[] = [];
  /** Called for each new connection: the test decides by its URL and by the number of attempts so far. */
  onconnect: (socket: ScriptedSocket) => void = (socket) => queueMicrotask(() => socket.serverOpens());
  readonly behaviour = { answersPings: true, answersClose: true };

  readonly factory: SocketFactory = (url, protocol) => {
    const socket = new ScriptedSocket(url, protocol, this.behaviour);
    this.sockets.push(socket);
    this.onconnect(socket);
    return socket;
  };

  /** The latest connection. */
  get socket(): ScriptedSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('nobody has connected');
    return socket;
  }
}
