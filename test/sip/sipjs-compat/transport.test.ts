/**
 * `SIP.Transport` as the API documentation of SIP.js describes it in 0.7 (one class on a WebSocket) and from 0.11 on (a
 * base class with events). The base class itself is tested in transport/transport.test.ts.
 */

import { expect } from 'chai';
import {
  Transport,
  type SendResult,
  type Sendable,
  type TransportOptions,
  type TransportResult,
} from '../../../src/sip/transport/transport.js';
import type { WebSocketTransport } from '../../../src/sip/transport/websocket-transport.js';
import { TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

const transportOf = (test: TestUA): WebSocketTransport => test.ua.transport as WebSocketTransport;

const OPTIONS_LINES = [
  'OPTIONS sip:alice@example.com SIP/2.0',
  'Via: SIP/2.0/WSS far.invalid;branch=z9hG4bKfar',
  'Max-Forwards: 70',
  'From: <sip:bob@example.com>;tag=far',
  'To: <sip:alice@example.com>',
  'Call-ID: far',
  'CSeq: 1 OPTIONS',
  'Content-Length: 0',
  '',
  '',
];

/** A transport that implements only the abstract methods of the documentation of 0.11, without a network. */
class Loop extends Transport {
  static made: unknown[] = [];
  readonly sent: string[] = [];
  #up = false;

  constructor(options: object) {
    super();
    Loop.made.push(options);
  }

  override isConnected(): boolean {
    return this.#up;
  }

  protected override connectPromise(_options: TransportOptions): Promise<TransportResult> {
    this.#up = true;
    return Promise.resolve({});
  }

  protected override sendPromise(msg: Sendable): Promise<SendResult> {
    this.sent.push(String(msg));
    return Promise.resolve({ msg: String(msg) });
  }

  protected override disconnectPromise(): Promise<TransportResult> {
    this.#up = false;
    return Promise.resolve({});
  }
}

/** A transport that names its Via token. */
class NamedLoop extends Loop {
  override get viaTransport(): string {
    return 'LOOP';
  }
}

/** A transport that is not encrypted. */
class InsecureLoop extends Loop {
  override get secure(): boolean {
    return false;
  }
}

/** Returns the first request that a user agent sends over a transport of this class. */
async function firstRequest(transportConstructor: typeof Loop): Promise<string> {
  const test = new TestUA({ transportConstructor });
  await test.ua.start();
  test.ua.message('sip:bob@example.com', 'hello');
  await settle();
  return (test.ua.transport as Loop).sent[0] ?? '';
}

describe('Transport as documented for 0.7', () => {
  // @seed Transport.isConnected(): boolean
  // @seed UA.transport: the Transport, there before it connects
  it('is created by the user agent, is its transport property, and connects with autostart', async () => {
    const test = new TestUA({ autostart: true });
    expect(test.ua.transport).to.be.instanceOf(Transport);
    expect(test.network.sockets).to.have.length(0);
    await test.clock.advance(0);
    expect(test.ua.transport.isConnected()).to.equal(true);
  });

  // @seed UA.configuration options.autostart: connect as soon as the user agent exists; default true
  it('does not connect with autostart: false until start()', async () => {
    const test = new TestUA({ autostart: false });
    await test.clock.advance(60_000);
    expect(test.network.sockets).to.have.length(0);
    await test.ua.start();
    expect(test.network.sockets).to.have.length(1);
  });

  // @seed Transport.logger: `Logger`: where its lines go
  // @seed Transport.ua: the user agent that made it
  // @seed Transport.ws: the WebSocket, `null` without one
  // @seed Transport.server: the server in use: `url`, `ws_uri`, `order`, `weight`
  it('has its logger, its user agent, its WebSocket and its server', async () => {
    const test = new TestUA();
    const transport = transportOf(test);
    expect(transport.logger.warn).to.be.a('function');
    expect(transport.ua).to.equal(test.ua);
    expect(transport.ws).to.equal(null);
    await test.ua.start();
    expect(transport.ws).to.equal(test.socket);
    expect(transport.server.ws_uri).to.equal('wss://sip.example.com/');
  });

  // @seed Transport.trySend(msg): the `send(msg)` of 0.7: boolean
  it('trySend(msg) returns whether the WebSocket was open for sending', async () => {
    const test = new TestUA();
    const transport = transportOf(test);
    const request = test.ua.core.makeOutgoingRequestMessage('OPTIONS', test.ua.configuration.uri);
    test.ua.core.prepare(request);
    expect(transport.trySend(request)).to.equal(false);
    await test.ua.start();
    expect(transport.trySend(request)).to.equal(true);
    expect(transport.trySend(request.toString())).to.equal(true);
    expect(test.socket.inbox).to.deep.equal([request.toString(), request.toString()]);
  });

  // @seed Transport.closed: boolean: it was asked to be closed
  // @seed Transport.connected: boolean: the WebSocket is open
  it('has connected and closed: whether it is connected, and whether disconnect() was called', async () => {
    const test = new TestUA();
    const transport = transportOf(test);
    expect([transport.connected, transport.closed]).to.deep.equal([false, false]);
    await transport.connect();
    expect([transport.connected, transport.closed]).to.deep.equal([true, false]);
    test.socket.serverCloses();
    expect([transport.connected, transport.closed], 'disconnect() was not called').to.deep.equal([false, false]);
    await transport.disconnect();
    expect([transport.connected, transport.closed]).to.deep.equal([false, true]);
  });

  // @seed Transport.reconnection_attempts: integer: attempts since the WebSocket was open; also `reconnectionAttempts`
  // @seed Transport.onOpen(): clears the attempts and tells `connected`
  it('counts reconnection_attempts until the WebSocket opens, where onOpen() clears them', async () => {
    const test = await TestUA.connected();
    const transport = transportOf(test);
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    test.socket.serverCloses();
    await test.clock.advance(60_000);
    expect(transport.reconnection_attempts).to.be.greaterThan(2);
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverOpens());
    await test.clock.advance(60_000);
    expect(transport.connected).to.equal(true);
    expect(transport.reconnection_attempts).to.equal(0);
  });

  // @seed Transport.reconnectTimer: integer while an attempt is planned, else `null`
  // @seed Transport.disconnect(options): promise; `options` go to `disconnectPromise`; emits `disconnected`; no further attempt to connect
  it('has a reconnectTimer while an attempt is planned, and disconnect() cancels it', async () => {
    const test = await TestUA.connected();
    const transport = transportOf(test);
    expect(transport.reconnectTimer).to.equal(null);
    test.socket.serverCloses();
    expect(transport.reconnectTimer).to.be.a('number');
    await transport.disconnect();
    expect(transport.reconnectTimer).to.equal(null);
    await test.clock.advance(600_000);
    expect(test.network.sockets).to.have.length(1);
  });

  // @seed Transport.reConnect(): plans the next attempt, unless there were enough
  // @seed UA.configuration: as it is used, without secrets
  // @seed UA.configuration options.wsServerMaxReconnection: attempts in a row; default without end
  // @seed UA.configuration options.wsServerReconnectionTimeout: seconds between two attempts, varied by 20 %; default 1, 2, 4, 8, then 15
  it('reConnect() tries wsServerMaxReconnection times, wsServerReconnectionTimeout seconds apart', async () => {
    const test = new TestUA({
      wsServerMaxReconnection: 3,
      wsServerReconnectionTimeout: 4,
      random: () => 0.5,
    });
    expect(test.ua.configuration.wsServerMaxReconnection).to.equal(3);
    expect(test.ua.configuration.wsServerReconnectionTimeout).to.equal(4);
    await test.ua.start();
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    const planned: number[] = [];
    let before = test.clock.now();
    test.ua.transport.on('reconnectScheduled', (at) => {
      planned.push(at - before);
      before = at;
    });
    test.socket.serverCloses();
    await test.clock.advance(600_000);
    expect(planned).to.deep.equal([4000, 4000, 4000]);
    expect(test.network.sockets).to.have.length(1 + 3);
    transportOf(test).reConnect();
    expect(planned, 'reConnect() has given up').to.have.length(3);
  });

  // @seed Transport.lastTransportError: what ended the last connection: `server`, `message`, and `code`, `reason`, `wasClean` of the close event
  it('keeps the end of the last connection in lastTransportError', async () => {
    const test = await TestUA.connected();
    const transport = transportOf(test);
    expect(transport.lastTransportError).to.equal(undefined);
    test.socket.serverCloses(1011, 'out of order');
    expect(transport.lastTransportError).to.include({ code: 1011, reason: 'out of order', wasClean: true });
    expect(transport.lastTransportError?.server).to.equal('wss://sip.example.com/');
  });

  // @seed Transport.onError(): logs
  it('onError() only writes to the log, as a close follows', async () => {
    const test = await TestUA.connected();
    const events: string[] = [];
    for (const name of ['disconnected', 'transportError'] as const) test.ua.transport.on(name, () => events.push(name));
    transportOf(test).onError();
    expect(events).to.deep.equal([]);
    expect(test.log.join('\n')).to.contain('error on the connection');
  });

  // @seed Transport.onClose(): tells the user agent and tries again
  it('onClose() emits disconnected with the reason and reconnects', async () => {
    const test = await TestUA.connected();
    const reasons: (string | undefined)[] = [];
    test.ua.on('disconnected', (reason) => reasons.push(reason));
    test.socket.serverCloses();
    expect(reasons).to.deep.equal(['The connection was closed']);
    await test.clock.advance(5000);
    expect(test.network.sockets).to.have.length(2);
    expect(test.ua.isConnected()).to.equal(true);
  });

  // @seed Transport.onMessage(): hands on what is SIP: requests to the user agent, responses to their transaction
  it('onMessage() passes requests to the user agent and responses to their transaction, and drops other text', async () => {
    const test = await TestUA.connected();
    await test.receives(OPTIONS_LINES.join('\r\n'));
    await test.replied(200);
    const context = test.ua.message('sip:bob@example.com', 'hello');
    await test.answers(await test.sent('MESSAGE'), 202, { toTag: 'far' });
    expect((await context.final).statusCode).to.equal(202);
    await test.receives('this is no SIP\r\n\r\n');
    expect(await test.silent()).to.equal(true);
    expect(test.ua.isConnected()).to.equal(true);
  });

  // @seed UA.configuration options.traceSip: write every message to the log, secrets masked; default false
  it('writes every message to the log with traceSip', async () => {
    const test = await TestUA.connected({ traceSip: true });
    await test.receives(OPTIONS_LINES.join('\r\n'));
    await settle();
    expect(test.log.join('\n'))
      .to.contain('received\nOPTIONS sip:alice@example.com')
      .and.to.contain('sent\nSIP/2.0 200');
  });
});

describe('Transport as documented from 0.11 on', () => {
  // @seed UA.configuration options.transportConstructor: the class of the transport; default `WebSocketTransport`
  // @seed UA.configuration options.transportOptions: go to the constructor of the transport
  it('is an instance of transportConstructor, and gets the transportOptions', async () => {
    Loop.made = [];
    const test = new TestUA({ transportConstructor: Loop, transportOptions: { colour: 'green' } });
    expect(test.ua.transport).to.be.instanceOf(Loop);
    expect(Loop.made).to.have.length(1);
    expect(Loop.made[0]).to.include({ colour: 'green' });
  });

  // @seed Transport.a subclass of the documented members: sends with the Via token `WSS`, or `WS` if `secure` is false; `viaTransport` names another
  it('sends a valid Via as a subclass of the documented members alone (RFC 3261 §18.1.1, RFC 7118 §5.1)', async () => {
    const via = (token: string): RegExp =>
      new RegExp(`^MESSAGE sip:bob@example\\.com SIP/2\\.0\\r\\nVia: SIP/2\\.0/${token} [a-z0-9.]+;branch=z9hG4bK`);
    expect(await firstRequest(Loop)).to.match(via('WSS'));
    expect(await firstRequest(InsecureLoop)).to.match(via('WS'));
    expect(await firstRequest(NamedLoop)).to.match(via('LOOP'));
  });

  // @seed Transport.on(event, listener): returns the transport; so do `once` and `off`
  // @seed Transport.event connecting: no arguments
  // @seed Transport.event connected: no arguments
  // @seed Transport.event disconnecting: no arguments
  it('emits connecting, connected, disconnecting and disconnected without arguments', async () => {
    const test = new TestUA();
    const events: unknown[][] = [];
    for (const name of ['connecting', 'connected', 'disconnecting', 'disconnected'] as const) {
      test.ua.transport.on(name, (...args: unknown[]) => void events.push([name, ...args]));
    }
    await test.ua.transport.connect();
    await test.ua.transport.disconnect();
    expect(events).to.deep.equal([['connecting'], ['connected'], ['disconnecting'], ['disconnected']]);
  });

  // @seed Transport.event messageSent(message): the text
  // @seed Transport.event message(message): the text
  it('emits messageSent and message with the text', async () => {
    const test = await TestUA.connected();
    const sent: string[] = [];
    const received: string[] = [];
    test.ua.transport.on('messageSent', (text) => sent.push(text));
    test.ua.transport.on('message', (text) => received.push(text));
    await test.receives(OPTIONS_LINES.join('\r\n'));
    expect(received).to.deep.equal([OPTIONS_LINES.join('\r\n')]);
    expect(sent).to.deep.equal(test.socket.inbox);
  });

  // @seed Transport.event disconnected: no arguments; also when the connection is lost
  // @seed Transport.event transportError: no arguments; `lastTransportError` says what it was
  it('emits transportError and disconnected when the connection is lost', async () => {
    const test = await TestUA.connected();
    const events: string[] = [];
    for (const name of ['transportError', 'disconnected'] as const) test.ua.transport.on(name, () => events.push(name));
    test.socket.serverCloses();
    expect(events).to.deep.equal(['transportError', 'disconnected']);
  });

  // @seed Transport.send rejects: while not connected, with a SipError of kind `transport`
  it('rejects send() while it is not connected', async () => {
    const test = new TestUA();
    let reason: unknown;
    await test.ua.transport.send('text').catch((error: unknown) => (reason = error));
    expect(reason).to.include({ name: 'SipError', kind: 'transport' });
  });
});
