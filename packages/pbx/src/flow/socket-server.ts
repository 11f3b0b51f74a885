/**
 * Accepts WebSockets of the sub-protocol `sip` on the path of the PBX, and ignores every other upgrade (RFC 7118 §4).
 * Subjects: WebSocket server of the pocket PBX; sub-protocol at the pocket PBX.
 */

import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { refusalOf, type AdmissionOptions } from './admission.js';

export interface SocketServerOptions {
  path: string;
  /** The maximum number of open sockets; further ones are refused with 503. */
  maxSockets: number;
  /** Undefined while the PBX accepts connections, else the reason, with which an upgrade gets a 503. */
  refusal(): string | undefined;
  /** Which hosts and origins are accepted; an upgrade of another one gets a 403. */
  admission: AdmissionOptions;
}

export type SocketHandler = (socket: import('ws').WebSocket, remote: string) => void;

/** The maximum size of a frame, bytes; below it the SIP parser rejects long messages with a SIP response. */
const MAX_PAYLOAD = 4 * 1024 * 1024;

/** The tokens of `Sec-WebSocket-Protocol`. */
function protocolsOf(request: IncomingMessage): string[] {
  return (request.headers['sec-websocket-protocol'] ?? '').split(',').map((word) => word.trim().toLowerCase());
}

function refuse(socket: Duplex, status: string, text: string): void {
  const body = `${text}\n`;
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}

function remoteOf(request: IncomingMessage): string {
  const { remoteAddress = 'unknown', remotePort = 0 } = request.socket;
  return `${remoteAddress.replace(/^::ffff:/, '')}:${remotePort}`;
}

/** Listens on one or more HTTP servers. */
export class SocketServer {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_PAYLOAD,
    handleProtocols: (protocols) => (protocols.has('sip') ? 'sip' : false),
  });
  readonly #attached = new Map<Server, (request: IncomingMessage, socket: Duplex, head: Buffer) => void>();

  constructor(
    private readonly options: SocketServerOptions,
    private readonly accepted: SocketHandler,
  ) {}

  /** Handles the upgrades of this path; other paths have other handlers, such as Vite's hot reload. */
  attach(http: Server, path: string = this.options.path): void {
    if (this.#attached.has(http)) return;
    const listener = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
      const [asked = ''] = (request.url ?? '').split('?');
      if (asked === path || asked === `${path}/`) this.#upgrade(request, socket, head);
    };
    http.on('upgrade', listener);
    this.#attached.set(http, listener);
  }

  close(): void {
    for (const [http, listener] of this.#attached) http.off('upgrade', listener);
    this.#attached.clear();
    this.#server.close();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Until ws takes over, a reset of the peer must not become an uncaught error.
    const ignore = (): void => undefined;
    socket.on('error', ignore);
    if (!protocolsOf(request).includes('sip')) {
      return refuse(
        socket,
        '400 Bad Request',
        'This is a SIP server: ask for the WebSocket sub-protocol "sip" (RFC 7118).',
      );
    }
    const foreign = refusalOf(request, this.options.admission);
    if (foreign !== undefined) return refuse(socket, '403 Forbidden', foreign);
    const refusal = this.options.refusal();
    if (refusal !== undefined) return refuse(socket, '503 Service Unavailable', refusal);
    if (this.#server.clients.size >= this.options.maxSockets) {
      return refuse(socket, '503 Service Unavailable', 'Too many connections.');
    }
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('error', ignore);
      this.accepted(webSocket, remoteOf(request));
    });
  }
}
