/** The transport over real sockets: the package `ws` for both the client and the server, on the loopback interface (RFC 7118, RFC 6455). */

import { expect } from 'chai';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer, type WebSocket as ServerSide } from 'ws';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import type { SocketLike } from '../../../src/sip/transport/socket.js';
import type { Transport } from '../../../src/sip/transport/transport.js';
import { WebSocketTransport } from '../../../src/sip/transport/websocket-transport.js';

const socketFactory = (url: string, protocol: string): SocketLike =>
  new WebSocket(url, protocol) as unknown as SocketLike;

/** The next event of a transport, with its first argument. */
function next(
  transport: Transport,
  event: 'message' | 'connected' | 'disconnected' | 'transportError',
): Promise<unknown> {
  return new Promise((resolve) => transport.once(event, ((argument: unknown) => resolve(argument)) as () => void));
}

describe('WebSocketTransport over real sockets', () => {
  let server: WebSocketServer;
  let url: string;
  let transport: WebSocketTransport;

  beforeEach(async () => {
    server = new WebSocketServer({
      port: 0,
      host: '127.0.0.1',
      handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
    });
    await once(server, 'listening');
    url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    transport = new WebSocketTransport({
      servers: url,
      socketFactory,
      backoff: [1],
      loggerFactory: new LoggerFactory({ builtinEnabled: false }),
    });
  });

  afterEach(async () => {
    await transport.disconnect();
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  });

  async function connect(): Promise<ServerSide> {
    const accepted = once(server, 'connection') as Promise<[ServerSide]>;
    await transport.connect();
    return (await accepted)[0];
  }

  it('negotiates the sub-protocol, sends text frames, and receives text and binary frames', async () => {
    const far = await connect();
    expect(far.protocol).to.equal('sip');
    const arrived = once(far, 'message') as Promise<[Buffer, boolean]>;
    await transport.send('OPTIONS grüße');
    const [data, binary] = await arrived;
    expect([String(data), binary]).to.deep.equal(['OPTIONS grüße', false]);
    for (const frame of ['MESSAGE grüße', Buffer.from('MESSAGE grüße')]) {
      const message = next(transport, 'message');
      far.send(frame);
      expect(await message).to.equal('MESSAGE grüße');
    }
  });

  it('answers a CRLF ping with a pong', async () => {
    const far = await connect();
    const pong = once(far, 'message') as Promise<[Buffer]>;
    far.send('\r\n\r\n');
    expect(String((await pong)[0])).to.equal('\r\n');
  });

  it('closes the WebSocket with code 1000 on disconnect()', async () => {
    const far = await connect();
    const closed = once(far, 'close') as Promise<[number]>;
    await transport.disconnect();
    expect((await closed)[0]).to.equal(1000);
  });

  it('reconnects after the server has closed the connection', async () => {
    const far = await connect();
    const lost = next(transport, 'disconnected');
    const back = next(transport, 'connected');
    far.close(1001, 'restart');
    await lost;
    expect(transport.lastTransportError).to.deep.equal({
      server: url,
      message: 'The connection was closed',
      code: 1001,
      reason: 'restart',
      wasClean: true,
    });
    await back;
    expect(transport.state).to.equal('connected');
  });

  it('rejects connect() without an uncaught error when no server listens on the port', async () => {
    const nobody = new WebSocketTransport({
      servers: 'ws://127.0.0.1:1/',
      socketFactory,
      maxReconnectionAttempts: 0,
      loggerFactory: new LoggerFactory({ builtinEnabled: false }),
    });
    let reason: unknown;
    await nobody.connect().catch((error: unknown) => (reason = error));
    expect(reason).to.include({ kind: 'transport' });
  });

  it('rejects a pending connect() as canceled on disconnect(), without an uncaught error', async () => {
    const opening = transport.connect().catch((error: { kind: string }) => error.kind);
    await transport.disconnect();
    expect(await opening).to.equal('canceled');
  });
});
