/**
 * The pocket PBX: registrar, forking proxy and a few extensions over WebSocket, for development and tests (RFC 3261, RFC 7118).
 * Subjects: pocket PBX in Node; test server.
 */

import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SipError } from '../../../src/sip/base/errors.js';
import { refusalOf } from './flow/admission.js';
import { SocketServer } from './flow/socket-server.js';
import { WebSocketFlow } from './flow/web-socket-flow.js';
import { MediaEnd } from './media/media-end.js';
import type { PbxOptions } from './options.js';
import { PbxCore } from './pbx-core.js';

/** The address of a PBX with a port of its own. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  /** For the `server` of a phone: `ws://127.0.0.1:8088/sip`. */
  readonly url: string;
}

/** A PBX that phones reach by WebSocket: on a port of its own, or on that of an HTTP server. */
export class PocketPbx extends PbxCore {
  readonly #sockets: SocketServer;
  #http: Server | undefined;

  /** Throws an `invalid-argument` SipError for invalid options. */
  constructor(options: PbxOptions = {}) {
    super(options, (events) => new MediaEnd(options.media, events));
    const { settings } = this;
    this.#sockets = new SocketServer(
      { path: '/sip', maxSockets: settings.maxSockets, refusal: () => this.refusal(), admission: settings },
      (socket, remote) => this.take(new WebSocketFlow(socket, remote, settings.clock, this.faults)),
    );
  }

  /** Why a request for a page or a file is refused, by its Host and Origin as for a WebSocket; undefined for an accepted one. */
  refusalOf(request: IncomingMessage): string | undefined {
    return refusalOf(request, this.settings);
  }

  /** Accepts the WebSockets of this path of an HTTP server. Other paths are not affected. */
  attach(http: Server, options: { path?: string } = {}): this {
    this.#sockets.attach(http, options.path ?? '/sip');
    return this;
  }

  /** Opens a port of its own; 0 means any free one. Rejects with a `transport` SipError on failure. */
  async listen(options: { port?: number; host?: string; path?: string } = {}): Promise<Listening> {
    if (this.#http) throw new SipError('invalid-state', 'the PBX listens already');
    const { port = 8088, host = '127.0.0.1', path = '/sip' } = options;
    const http = (this.#http = createServer((request, response) => {
      const foreign = refusalOf(request, this.settings);
      if (foreign !== undefined)
        return void response.writeHead(403, { 'Content-Type': 'text/plain' }).end(`${foreign}\n`);
      response.writeHead(426, { 'Content-Type': 'text/plain', Upgrade: 'websocket' });
      response.end(`This is a SIP server. Open a WebSocket to ${path} with the sub-protocol "sip".\n`);
    }));
    this.attach(http, { path });
    await new Promise<void>((resolve, reject) => {
      http.once('error', (cause) => {
        this.#http = undefined;
        reject(new SipError('transport', `cannot listen on ${host}:${port}: ${cause.message}`, { cause }));
      });
      http.listen(port, host, resolve);
    });
    const address = http.address() as AddressInfo;
    const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return { host: address.address, port: address.port, url: `ws://${name}:${address.port}${path}` };
  }

  /** Ends all calls, closes all sockets and the port. Resolves when nothing is open any more. */
  override async close(): Promise<void> {
    await super.close();
    this.#sockets.close();
    const http = this.#http;
    this.#http = undefined;
    if (!http) return;
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
  }
}

/** Makes a PBX; it is reached after `attach` or `listen`. Throws an `invalid-argument` SipError for invalid options. */
export function createPocketPbx(options: PbxOptions = {}): PocketPbx {
  return new PocketPbx(options);
}
