/** SIP over WebSocket as the server and the listeners observe it: RFC 7118, RFC 5626 §3.5.1 and §4.5, and the events of SIP.js. */

import { expect } from 'chai';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import { WebSocketTransport } from '../../../src/sip/transport/websocket-transport.js';
import type { WebSocketTransportOptions } from '../../../src/sip/transport/websocket-options.js';
import { ScriptedNetwork, type ScriptedSocket } from '../../support/scripted-socket.js';
import { unhandledRejections } from '../../support/unhandled.js';
import { VirtualClock, settle } from '../../support/virtual-clock.js';

const OPTIONS_TEXT = 'OPTIONS sip:alice@example.com SIP/2.0\r\nContent-Length: 0\r\n\r\n';

interface Bench {
  transport: WebSocketTransport;
  network: ScriptedNetwork;
  clock: VirtualClock;
  /** Every event, with its arguments, as one line. */
  events: string[];
  log: string[];
}

function bench(options: Partial<WebSocketTransportOptions> = {}): Bench {
  const network = new ScriptedNetwork();
  const clock = new VirtualClock();
  const log: string[] = [];
  const loggerFactory = new LoggerFactory({
    builtinEnabled: false,
    connector: (_level, _category, _label, line) => void log.push(line),
  });
  const transport = new WebSocketTransport({
    servers: 'wss://sip.example.com/ws',
    socketFactory: network.factory,
    clock,
    loggerFactory,
    random: () => 0.5,
    ...options,
  });
  const events: string[] = [];
  for (const event of ['connecting', 'connected', 'disconnecting', 'disconnected', 'transportError'] as const) {
    transport.on(event, () => void events.push(event));
  }
  for (const event of ['message', 'messageSent', 'reconnectScheduled'] as const) {
    transport.on(event, (argument) => void events.push(`${event} ${argument}`));
  }
  return { transport, network, clock, events, log };
}

async function connected(
  options: Partial<WebSocketTransportOptions> = {},
): Promise<Bench & { socket: ScriptedSocket }> {
  const made = bench(options);
  await made.transport.connect();
  made.events.length = 0;
  return { ...made, socket: made.network.socket };
}

async function rejection(promise: Promise<unknown>): Promise<Error & { kind?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not reject');
}

describe('WebSocketTransport: opening and closing', () => {
  // @rfc 7118 §4.1
  it('requests the sub-protocol "sip" (RFC 7118 §4.1)', async () => {
    const { network } = await connected();
    expect(network.socket.requestedProtocol).to.equal('sip');
    expect(network.socket.binaryType).to.equal('arraybuffer');
  });

  it('emits connecting and connected once each, and its state is that of the last event', async () => {
    const { transport, events } = bench();
    expect(transport.state).to.equal('disconnected');
    const opening = transport.connect();
    expect(transport.state).to.equal('connecting');
    await opening;
    expect(transport.state).to.equal('connected');
    expect(transport.isConnected()).to.equal(true);
    expect(events).to.deep.equal(['connecting', 'connected']);
  });

  it('opens one socket for overlapping calls of connect(), and none when it is connected', async () => {
    const { transport, network } = bench();
    await Promise.all([transport.connect(), transport.connect()]);
    await transport.connect();
    expect(network.sockets).to.have.length(1);
  });

  // @rfc 7118 §5.1
  it('gives WSS or WS for the Via by the scheme of the URL (RFC 7118 §5.1)', () => {
    expect(bench().transport.viaTransport).to.equal('WSS');
    expect(bench({ servers: 'ws://10.0.0.1:5066' }).transport.viaTransport).to.equal('WS');
  });

  it('refuses a value that is not a WebSocket URL, with an error that names the value', () => {
    for (const servers of ['http://example.com', 'nonsense', '']) {
      expect(() => bench({ servers })).to.throw(`"${servers}" is not the URL of a WebSocket server`);
    }
    expect(() => bench({ servers: [] })).to.throw('There is no server to connect to');
  });

  it('closes with code 1000, emits disconnected and does not reconnect', async () => {
    const { transport, network, clock, events } = await connected();
    await transport.disconnect();
    expect(events).to.deep.equal(['disconnecting', 'disconnected']);
    expect(transport.closed).to.equal(true);
    await clock.advance(120_000);
    expect(network.sockets).to.have.length(1);
    expect(clock.pending).to.equal(0);
  });

  it('is disconnected after 2 s when the server does not answer the close', async () => {
    const { transport, network, clock, events } = await connected();
    network.behaviour.answersClose = false;
    const closing = transport.disconnect();
    await clock.advance(2000);
    await closing;
    expect(events).to.deep.equal(['disconnecting', 'disconnected']);
  });

  it('rejects connect() as canceled when disconnect() is called before it settles', async () => {
    const { transport, network, clock, events } = bench();
    network.onconnect = () => undefined;
    const opening = rejection(transport.connect());
    await transport.disconnect();
    expect((await opening).kind).to.equal('canceled');
    expect(events).to.deep.equal(['connecting', 'disconnecting', 'disconnected']);
    expect(clock.pending).to.equal(0);
  });

  it('connects again when connect() is called while it disconnects', async () => {
    const { transport } = await connected();
    const closing = transport.disconnect();
    await transport.connect();
    await closing;
    expect(transport.state).to.equal('connected');
  });

  it('ends in the state of the last call when connect() and disconnect() follow each other without a wait', async () => {
    const { transport, network } = await connected();
    const closing = transport.disconnect();
    const reopening = rejection(transport.connect());
    await Promise.all([transport.disconnect(), closing]);
    expect((await reopening).kind).to.equal('canceled');
    expect(transport.state).to.equal('disconnected');
    const first = rejection(transport.connect());
    void transport.disconnect();
    await transport.connect();
    expect((await first).kind).to.equal('canceled');
    expect(transport.state).to.equal('connected');
    expect(network.sockets.filter((socket) => socket.readyState === 1)).to.have.length(1);
  });

  it('causes no unhandled rejection when the caller ignores the promises', async () => {
    const { transport, network } = bench();
    network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    expect(
      await unhandledRejections(async () => {
        void transport.connect();
        void transport.send('x');
        await settle();
        void transport.reconnectNow();
      }),
    ).to.deep.equal([]);
  });

  it('gives up a server that does not answer within 5 s', async () => {
    const { transport, network, clock } = bench({ maxReconnectionAttempts: 0 });
    network.onconnect = () => undefined;
    const opening = rejection(transport.connect());
    await clock.advance(4999);
    expect(transport.state).to.equal('connecting');
    await clock.advance(1);
    expect((await opening).message).to.include('did not answer within 5000 ms');
    expect(transport.state).to.equal('disconnected');
  });

  it('rejects connect() with the error of the socket factory', async () => {
    const { transport } = bench({
      socketFactory: () => {
        throw new Error('no socket here');
      },
      maxReconnectionAttempts: 0,
    });
    const error = await rejection(transport.connect());
    expect(error.kind).to.equal('transport');
    expect(error.message).to.equal('no socket here');
    expect(transport.lastTransportError).to.deep.equal({
      server: 'wss://sip.example.com/ws',
      message: 'no socket here',
    });
  });
});

describe('WebSocketTransport: messages', () => {
  it('sends one message in one frame and emits messageSent', async () => {
    const { transport, socket, events } = await connected();
    await transport.send(OPTIONS_TEXT);
    expect(socket.frames).to.deep.equal([OPTIONS_TEXT]);
    expect(events).to.deep.equal([`messageSent ${OPTIONS_TEXT}`]);
  });

  it('sends messages in the order of the calls, before the promises settle', async () => {
    const { transport, socket } = await connected();
    const sent = [transport.send('one'), transport.send('two')];
    expect(transport.trySend('three')).to.equal(true);
    expect(socket.frames).to.deep.equal(['one', 'two', 'three']);
    await Promise.all(sent);
  });

  it('rejects send(), and returns false from trySend(), without a connection', async () => {
    const { transport } = bench();
    expect((await rejection(transport.send(OPTIONS_TEXT))).kind).to.equal('transport');
    expect(transport.trySend(OPTIONS_TEXT)).to.equal(false);
  });

  // @rfc 7118 §4.2
  it('accepts text and binary frames alike (RFC 7118 §4.2)', async () => {
    const { socket, events } = await connected();
    const bytes = new TextEncoder().encode('MESSAGE grüße');
    socket.serverSends('MESSAGE text');
    socket.serverSends(bytes);
    socket.serverSends(bytes.buffer);
    expect(events).to.deep.equal(['message MESSAGE text', 'message MESSAGE grüße', 'message MESSAGE grüße']);
  });

  // @rfc 3261 §21.5.7
  it('passes on the first maxMessageSize + 1 units of a longer message, so that it can be rejected (§21.5.7)', async () => {
    const { socket, events } = await connected({ maxMessageSize: 100 });
    const bytes = new TextEncoder().encode('x'.repeat(500));
    for (const frame of ['x'.repeat(500), bytes, bytes.buffer, bytes.subarray(100), 'x'.repeat(100)])
      socket.serverSends(frame);
    const tooLong = `message ${'x'.repeat(101)}`;
    expect(events).to.deep.equal([tooLong, tooLong, tooLong, tooLong, `message ${'x'.repeat(100)}`]);
  });

  it('goes on when a listener throws, in every event (T19)', async () => {
    const reported: unknown[] = [];
    const platform = globalThis as { reportError?: unknown };
    const saved = platform.reportError;
    platform.reportError = (error: unknown) => void reported.push(error);
    try {
      const { transport, network, clock, events } = bench();
      for (const event of [
        'connecting',
        'connected',
        'message',
        'messageSent',
        'disconnected',
        'transportError',
        'reconnectScheduled',
      ] as const) {
        transport.on(event, () => {
          throw new Error(event);
        });
      }
      await transport.connect();
      network.socket.serverSends('MESSAGE');
      await transport.send('OPTIONS');
      network.socket.serverCloses();
      await clock.advance(1000);
      expect(transport.state).to.equal('connected');
      expect(events.filter((event) => event === 'connected')).to.have.length(2);
      expect(reported.map((error) => (error as Error).message)).to.deep.equal([
        'connecting',
        'connected',
        'message',
        'messageSent',
        'transportError',
        'disconnected',
        'reconnectScheduled',
        'connecting',
        'connected',
      ]);
    } finally {
      platform.reportError = saved;
    }
  });
});

describe('WebSocketTransport: keep-alive (RFC 5626 §3.5.1, RFC 7118 §6)', () => {
  it('answers CRLFCRLF with CRLF and emits no event (T20)', async () => {
    const { socket, events } = await connected();
    socket.serverSends('\r\n\r\n');
    expect(socket.frames).to.deep.equal(['\r\n']);
    expect(events).to.deep.equal([]);
  });

  it('pings every 25 s, and keeps the flow on a pong', async () => {
    const { transport, socket, clock, events } = await connected();
    await clock.advance(24_999);
    expect(socket.frames).to.deep.equal([]);
    await clock.advance(75_001);
    expect(socket.frames).to.deep.equal(['\r\n\r\n', '\r\n\r\n', '\r\n\r\n', '\r\n\r\n']);
    expect(transport.state).to.equal('connected');
    expect(events).to.deep.equal([]);
  });

  it('closes the flow when nothing is received for 10 s after a ping (T21)', async () => {
    const { transport, network, clock, events } = await connected();
    network.behaviour.answersPings = false;
    await clock.advance(34_999);
    expect(transport.state).to.equal('connected');
    await clock.advance(1);
    expect(transport.state).to.equal('disconnected');
    expect(events.slice(0, 2)).to.deep.equal(['transportError', 'disconnected']);
    expect(transport.lastTransportError?.message).to.equal('The server did not answer the keep-alive');
  });

  for (const answered of [true, false]) {
    it(`reads the frames that arrived while the page was frozen before it judges the flow: ${answered ? 'an answer' : 'silence'}`, async () => {
      const { transport, network, socket, clock } = await connected();
      await clock.advance(25_000);
      network.behaviour.answersPings = false;
      await clock.advance(25_000);
      clock.sleep(3_600_000);
      await clock.advance(0);
      if (answered) socket.serverSends('\r\n');
      await clock.advance(1000);
      expect(transport.isConnected()).to.equal(answered);
    });
  }

  it('closes the flow 4.5 s after a ping that is more than 5 s late, as the page stood still, also where no event tells of that', async () => {
    const { network, socket, clock, events } = await connected();
    network.behaviour.answersPings = false;
    clock.sleep(30_100);
    await clock.advance(0);
    expect(socket.frames).to.deep.equal(['\r\n\r\n']);
    await clock.advance(4499);
    expect(events).to.deep.equal([]);
    await clock.advance(1);
    expect(events).to.include('disconnected');
  });

  it('keeps the flow on any frame after the ping', async () => {
    const { transport, network, socket, clock } = await connected();
    network.behaviour.answersPings = false;
    await clock.advance(30_000);
    socket.serverSends('OPTIONS');
    await clock.advance(20_000);
    expect(transport.state).to.equal('connected');
  });

  it('sends a request to a server that never answered a ping, and keeps the flow on a response', async () => {
    const { transport, network, socket, clock } = await connected();
    network.behaviour.answersPings = false;
    let asked = 0;
    transport.probe = () => {
      asked++;
      socket.serverSends('SIP/2.0 200 OK');
    };
    await clock.advance(300_000);
    expect(transport.state).to.equal('connected');
    expect(asked).to.be.greaterThan(5);
  });

  it('sends that request with the ping the next time, so that the server has the whole time to respond', async () => {
    const { transport, network, socket, clock } = await connected();
    network.behaviour.answersPings = false;
    const asked: number[] = [];
    const from = clock.now();
    transport.probe = () => {
      asked.push(clock.now() - from);
      socket.serverSends('SIP/2.0 200 OK');
    };
    await clock.advance(56_000);
    expect(asked).to.deep.equal([30_000, 55_000]);
  });

  it('closes the flow to a server that answers neither ping nor request', async () => {
    const { transport, network, clock } = await connected();
    network.behaviour.answersPings = false;
    transport.probe = () => undefined;
    await clock.advance(35_000);
    expect(transport.state).to.equal('disconnected');
  });

  it('closes a flow only once to a server that answers no pings when no request can be sent', async () => {
    const { network, clock } = await connected();
    network.behaviour.answersPings = false;
    await clock.advance(600_000);
    expect(network.sockets).to.have.length(2);
  });

  // @rfc 5626 §4.4.1
  it('pings more often when the server sends a Flow-Timer (RFC 5626 §4.4.1)', async () => {
    const { transport, socket, clock } = await connected();
    transport.setFlowTimer(10);
    await clock.advance(8999);
    expect(socket.frames).to.deep.equal([]);
    await clock.advance(1);
    expect(socket.frames).to.deep.equal(['\r\n\r\n']);
  });

  for (const happening of ['wake', 'networkChanged'] as const) {
    it(`after ${happening} sends a request after 2 s without a pong, and closes the flow after 4.5 s (RFC 5626 §4.4.1, M12)`, async () => {
      const { transport, network, socket, clock } = await connected({ keepAliveInterval: 0 });
      const from = clock.elapsed();
      const probes: number[] = [];
      transport.probe = () => void probes.push(clock.elapsed() - from);
      network.behaviour.answersPings = false;
      transport[happening]();
      expect(socket.frames).to.deep.equal(['\r\n\r\n']);
      await clock.advance(4499);
      transport[happening]();
      expect(transport.state).to.equal('connected');
      await clock.advance(1);
      expect(transport.state).to.equal('disconnected');
      expect(probes).to.deep.equal([2000]);
    });

    it(`after ${happening} keeps a flow whose pong takes 2.3 s (M12)`, async () => {
      const { transport, network, socket, clock } = await connected();
      network.behaviour.answersPings = false;
      transport[happening]();
      await clock.advance(2300);
      socket.serverSends('\r\n');
      await clock.advance(15_000);
      expect(transport.state).to.equal('connected');
      expect(network.sockets).to.have.length(1);
    });
  }

  it('closes a flow without a pong within 5 s during a call, though the ping before was answered', async () => {
    const { transport, network, clock } = await connected();
    transport.inCall = () => true;
    transport.callBegins();
    await clock.advance(60_000);
    expect(transport.state).to.equal('connected');
    network.behaviour.answersPings = false;
    await clock.advance(5000);
    expect(transport.state).to.equal('disconnected');
  });

  for (const probesInCall of [true, false])
    it(`closes a flow to a server that answers no pings within ${probesInCall ? '5 s during a call, with' : '35 s during a call, without'} probesInCall`, async () => {
      const { transport, network, socket, clock } = await connected({ probesInCall });
      network.behaviour.answersPings = false;
      let [probes, isDead] = [0, false];
      transport.inCall = () => true;
      transport.probe = () => {
        probes += 1;
        if (!isDead) socket.serverSends('SIP/2.0 200 OK');
      };
      // The response to the INVITE comes before the server would be asked by a request.
      transport.callBegins();
      socket.serverSends('SIP/2.0 100 Trying');
      await clock.advance(probesInCall ? 60_000 : 31_000);
      expect(probes).to.equal(probesInCall ? 29 : 1);
      isDead = true;
      await clock.advance(probesInCall ? 4000 : 33_000);
      expect(transport.state).to.equal('connected');
      await clock.advance(1000);
      expect(transport.state).to.equal('disconnected');
      expect(network.sockets).to.have.length(1);
    });

  for (const answered of [true, false])
    it(`during a call replaces the flow at once where no frame arrives within 1.5 s after a change of network; pings ${answered ? 'were answered' : 'are not known'}`, async () => {
      const { transport, network, socket, clock } = await connected();
      transport.inCall = () => true;
      let probes = 0;
      transport.probe = () => void probes++;
      if (answered) {
        transport.callBegins();
        await clock.advance(1000);
      }
      network.behaviour.answersPings = false;
      transport.networkChanged();
      await clock.advance(1499);
      expect(transport.state).to.equal('connected');
      expect(probes, 'a server that may not know pings gets a request').to.equal(1);
      network.behaviour.answersPings = true;
      await clock.advance(1);
      expect(transport.state).to.equal('connected');
      expect(transport.ws).not.to.equal(socket);
      expect(network.sockets).to.have.length(2);
    });

  it('during a call keeps a flow whose pong arrives 1.4 s after a change of network', async () => {
    const { transport, network, socket, clock } = await connected();
    transport.inCall = () => true;
    network.behaviour.answersPings = false;
    transport.networkChanged();
    await clock.advance(1400);
    socket.serverSends('\r\n');
    network.behaviour.answersPings = true;
    await clock.advance(15_000);
    expect(network.sockets).to.have.length(1);
  });

  it('returns to the longer ping interval when the call has ended', async () => {
    const { transport, socket, clock } = await connected();
    let calls = 1;
    transport.inCall = () => calls > 0;
    transport.callBegins();
    await clock.advance(4000);
    calls = 0;
    await clock.advance(2000);
    const pings = socket.frames.length;
    await clock.advance(24_000);
    expect(socket.frames.length).to.equal(pings);
  });

  it('does not send a request every 2 s during a call to a server that answers no pings', async () => {
    const { transport, network, socket, clock } = await connected();
    network.behaviour.answersPings = false;
    let probes = 0;
    transport.probe = () => {
      probes++;
      socket.serverSends('SIP/2.0 200 OK');
    };
    transport.inCall = () => true;
    transport.callBegins();
    await clock.advance(100_000);
    expect(probes).to.be.lessThan(6);
    expect(transport.state).to.equal('connected');
  });

  for (const shift of [-3_600_000, 3_600_000])
    for (const [when, before] of [
      ['before', 20_000],
      ['after', 30_000],
    ] as const)
      it(`detects a failed flow in time when the time of day is set ${shift < 0 ? 'back' : 'forward'} ${when} the ping (M2)`, async () => {
        const { transport, network, clock } = await connected();
        network.behaviour.answersPings = false;
        await clock.advance(before);
        clock.shiftTimeOfDay(shift);
        await clock.advance(34_999 - before);
        expect(transport.state).to.equal('connected');
        await clock.advance(1);
        expect(transport.state).to.equal('disconnected');
        const wait = transport.retryAt! - clock.now();
        expect(wait).to.equal(1000);
        clock.shiftTimeOfDay(shift);
        await clock.advance(1000);
        expect(transport.state).to.equal('connected');
      });
});

describe('WebSocketTransport: reconnection (RFC 5626 §4.5)', () => {
  it('reconnects after a close by the server', async () => {
    const { transport, socket, clock, events } = await connected();
    const at = clock.now();
    socket.serverCloses(1006);
    expect(events).to.deep.equal(['transportError', 'disconnected', `reconnectScheduled ${at + 1000}`]);
    expect(transport.retryAt).to.equal(at + 1000);
    expect(transport.reconnectTimer).to.be.a('number');
    expect(transport.lastTransportError).to.deep.equal({
      server: 'wss://sip.example.com/ws',
      message: 'The connection was closed',
      code: 1006,
      wasClean: false,
    });
    await clock.advance(1000);
    expect(events.slice(3)).to.deep.equal(['connecting', 'connected']);
    expect(transport.retryAt).to.equal(undefined);
    expect(transport.reconnectTimer).to.equal(null);
  });

  it('waits 1, 2, 4, 8, 15, 15 s, and counts its attempts until it is connected', async () => {
    const { transport, network, clock, socket } = await connected();
    network.onconnect = (made) => queueMicrotask(() => made.serverRefuses());
    const waits: number[] = [];
    transport.on('reconnectScheduled', (at) => void waits.push(at - clock.now()));
    socket.serverCloses();
    await clock.advance(44_999);
    expect(waits).to.deep.equal([1000, 2000, 4000, 8000, 15_000, 15_000]);
    expect(transport.reconnection_attempts).to.equal(5);
    expect(transport.reconnectionAttempts).to.equal(5);
    network.onconnect = (made) => queueMicrotask(() => made.serverOpens());
    await clock.advance(15_000);
    expect(transport.state).to.equal('connected');
    expect(transport.reconnection_attempts).to.equal(0);
  });

  it('waits 1, 1.3, 1.3 s while there is a call, so that it is connected within 2 s of the return of the server', async () => {
    const { transport, network, clock, socket } = await connected();
    network.onconnect = (made) => queueMicrotask(() => made.serverRefuses());
    const waits: number[] = [];
    transport.on('reconnectScheduled', (at) => void waits.push(at - clock.now()));
    transport.inCall = () => true;
    socket.serverCloses();
    await clock.advance(4899);
    expect(waits).to.deep.equal([1000, 1300, 1300, 1300]);
    transport.inCall = () => false;
    await clock.advance(1);
    expect(waits.at(-1)).to.equal(15_000);
  });

  it('varies each wait by 20 % so that phones do not reconnect at the same time', async () => {
    for (const [random, wait] of [
      [0, 800],
      [0.999999, 1200],
    ] as const) {
      const { transport, clock, socket } = await connected({ random: () => random });
      socket.serverCloses();
      expect(transport.retryAt! - clock.now()).to.equal(wait);
    }
  });

  it('keeps the longer waits when flows fail as soon as they open', async () => {
    const { transport, network, clock, socket } = await connected();
    const waits: number[] = [];
    transport.on('reconnectScheduled', (at) => void waits.push(at - clock.now()));
    network.onconnect = (made) =>
      queueMicrotask(() => {
        made.serverOpens();
        queueMicrotask(() => made.serverCloses());
      });
    socket.serverCloses();
    await clock.advance(8000);
    expect(waits).to.deep.equal([1000, 2000, 4000, 8000]);
    network.onconnect = (made) => queueMicrotask(() => made.serverOpens());
    await clock.advance(40_000);
    network.socket.serverCloses();
    expect(waits.at(-1), 'after a flow of more than 30 s').to.equal(1000);
  });

  it('retries after a first connect() that was rejected', async () => {
    const { transport, network, clock } = bench();
    network.onconnect = (made) => queueMicrotask(() => made.serverRefuses());
    expect((await rejection(transport.connect())).kind).to.equal('transport');
    network.onconnect = (made) => queueMicrotask(() => made.serverOpens());
    await clock.advance(1000);
    expect(transport.state).to.equal('connected');
  });

  it('gives up after maxReconnectionAttempts', async () => {
    const { transport, network, clock, socket } = await connected({ maxReconnectionAttempts: 2 });
    network.onconnect = (made) => queueMicrotask(() => made.serverRefuses());
    socket.serverCloses();
    await clock.advance(60_000);
    expect(network.sockets).to.have.length(3);
    expect(transport.retryAt).to.equal(undefined);
    expect(clock.pending).to.equal(0);
  });

  it('connects at once on reconnectNow(), and not after disconnect()', async () => {
    const { transport, socket, clock } = await connected();
    socket.serverCloses();
    await transport.reconnectNow();
    expect(transport.state).to.equal('connected');
    await transport.disconnect();
    await transport.reconnectNow();
    expect(transport.state).to.equal('disconnected');
    expect(clock.pending).to.equal(0);
  });

  it('connects at once when the network has changed', async () => {
    const { transport, socket } = await connected();
    socket.serverCloses();
    transport.networkChanged();
    await settle();
    expect(transport.state).to.equal('connected');
  });

  it('does not reconnect after disconnect(), also when that is called in a listener of disconnected', async () => {
    const { transport, network, socket, clock } = await connected();
    transport.once('disconnected', () => void transport.disconnect());
    socket.serverCloses();
    await clock.advance(60_000);
    expect(network.sockets).to.have.length(1);
    expect(transport.closed).to.equal(true);
    expect(clock.pending).to.equal(0);
  });

  it('ignores events of a socket that it has replaced', async () => {
    const { transport, network, socket, clock, events } = await connected();
    network.behaviour.answersPings = false;
    await clock.advance(35_000);
    await clock.advance(1000);
    events.length = 0;
    socket.readyState = 1;
    socket.serverSends('MESSAGE');
    socket.serverCloses();
    expect(events).to.deep.equal([]);
    expect(transport.state).to.equal('connected');
  });
});

describe('WebSocketTransport: several servers (RFC 3263 §4.3)', () => {
  const servers = ['wss://a.example.com/', 'wss://b.example.com/', 'wss://c.example.com/'];
  const urls = (network: ScriptedNetwork): string[] =>
    network.sockets.map((socket) => new URL(socket.url).hostname[0]!);

  it('tries them in the order of the list, and the next one at once when one fails', async () => {
    const { transport, network, events } = bench({ servers });
    network.onconnect = (made) =>
      queueMicrotask(() => (made.url.includes('//c') ? made.serverOpens() : made.serverRefuses()));
    await transport.connect();
    expect(urls(network)).to.deep.equal(['a', 'b', 'c']);
    expect(transport.server.url).to.equal('wss://c.example.com/');
    expect(transport.server.ws_uri).to.equal('wss://c.example.com/');
    expect(events).to.deep.equal(['connecting', 'connected']);
  });

  it('waits only when all have failed', async () => {
    const { transport, network, events } = bench({ servers });
    network.onconnect = (made) => queueMicrotask(() => made.serverRefuses());
    await rejection(transport.connect());
    expect(urls(network)).to.deep.equal(['a', 'b', 'c']);
    expect(events.map((event) => event.split(' ')[0])).to.deep.equal([
      'connecting',
      'transportError',
      'disconnected',
      'reconnectScheduled',
    ]);
  });

  // @rfc 2782
  it('prefers a lower order, and selects by weight within one order (RFC 2782)', async () => {
    const first = async (random: number): Promise<string> => {
      const { transport } = bench({
        servers: [
          { url: 'wss://a.example.com/', order: 2 },
          { url: 'wss://b.example.com/', order: 1, weight: 1 },
          { url: 'wss://c.example.com/', order: 1, weight: 3 },
        ],
        random: () => random,
      });
      await transport.connect();
      return transport.server.url;
    };
    expect(await first(0.24)).to.equal('wss://b.example.com/');
    expect(await first(0.26)).to.equal('wss://c.example.com/');
  });

  // @rfc 3261 §21.5.4
  it('moves to another server on Retry-After, and does not use the first one before that time (RFC 3261 §21.5.4)', async () => {
    const { transport, network, events, clock } = await connected({ servers });
    expect(transport.retryAfter(60)).to.equal(true);
    await settle();
    expect(urls(network)).to.deep.equal(['a', 'b']);
    expect(events).to.deep.equal(['transportError', 'disconnected', 'connecting', 'connected']);
    network.socket.serverCloses();
    await clock.advance(1000);
    expect(urls(network), 'a is not used before Retry-After').to.deep.equal(['a', 'b', 'b']);
  });

  it('reconnects after an hour at the latest, for any value of Retry-After', async () => {
    const { transport, socket, clock } = await connected();
    transport.retryAfter(2 ** 32 - 1);
    socket.serverCloses();
    await clock.advance(3_599_000);
    expect(transport.state).to.equal('disconnected');
    await clock.advance(1000);
    expect(transport.state).to.equal('connected');
  });

  it('keeps the flow to the only server, but does not reconnect before Retry-After when the flow fails', async () => {
    const { transport, socket, clock } = await connected();
    expect(transport.retryAfter(60)).to.equal(false);
    expect(transport.state).to.equal('connected');
    socket.serverCloses();
    expect(transport.retryAt! - clock.now()).to.equal(60_000);
    transport.retryAfter(10);
    expect(transport.retryAt! - clock.now()).to.equal(10_000);
  });

  for (const seconds of [0, -1, Number.NaN, 2]) {
    it(`waits at least 4 s before it reconnects to a server whose Retry-After is ${seconds} (H4)`, async () => {
      const { transport, network, socket, clock } = await connected({ random: () => 0 });
      expect(transport.retryAfter(seconds)).to.equal(false);
      socket.serverCloses();
      expect(transport.retryAt! - clock.now()).to.equal(4000);
      await clock.advance(3999);
      expect(network.sockets).to.have.length(1);
    });
  }

  it('waits longer after each refusal in a row, until the server accepts (H4)', async () => {
    const { transport, network, clock } = await connected();
    const waits: number[] = [];
    const refused = async (): Promise<void> => {
      transport.retryAfter(0);
      network.socket.serverCloses();
      waits.push(transport.retryAt! - clock.now());
      await clock.advance(waits.at(-1)!);
    };
    for (let i = 0; i < 6; i++) await refused();
    expect(waits).to.deep.equal([5000, 10_000, 20_000, 40_000, 60_000, 60_000]);
    transport.accepted();
    await refused();
    expect(waits.at(-1)).to.equal(5000);
  });

  it('resets the count of failures when the registrar has accepted (D10)', async () => {
    const { transport, network, clock } = await connected();
    const waits: number[] = [];
    transport.on('reconnectScheduled', (at) => void waits.push(at - clock.now()));
    for (let i = 0; i < 4; i++) {
      network.socket.serverCloses();
      await clock.advance(1000);
      transport.accepted();
    }
    expect(waits).to.deep.equal([1000, 1000, 1000, 1000]);
  });
});
