/**
 * A wire that a test can put its own text on: a WebSocket relay between phones and a server (RFC 6455, RFC 7118).
 * Subjects: SIP text changed between a phone and a server, test.
 */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** One connection of a phone, with both ends in the hands of the test. */
export interface Wire {
  /** Everything that the phone has sent, oldest first. */
  readonly fromPhone: string[];
  readonly fromServer: string[];
  sendToPhone(data: string | Uint8Array): void;
  sendToServer(data: string | Uint8Array): void;
  /** Breaks the connection without a closing handshake. */
  cut(): void;
  /** From now on nothing arrives at either end, and neither learns of it: a dead TCP connection. */
  stall(): void;
  readonly open: boolean;
}

export interface Relay {
  readonly url: string;
  /** The connections in the order in which they were opened. */
  readonly wires: readonly Wire[];
  /** Whether new connections are closed at once, as while a server restarts. */
  refusing: boolean;
  /** The connection is cut in place of passing on a message of which this is true. */
  cutsAt: ((text: string) => boolean) | undefined;
  /** Whether new connections get no response at all, as where a path drops packets. */
  silent: boolean;
  /** When each of these was asked for, ms of this process. */
  readonly ignored: readonly number[];
  stop(): Promise<void>;
}

export interface RelayOptions {
  /** Changes what a phone sends; it keeps the length of a body, which Content-Length tells. */
  readonly rewrite?: ((text: string) => string) | undefined;
  /** Returns what the phone is sent in place of passing its message on; undefined passes it on. */
  readonly respond?: (text: string) => string | undefined;
  /** Whether it opens a connection only when that to the server is there, and responds with 502 else, as a proxy of HTTP does. */
  readonly isProxy?: boolean;
}

export async function startRelay(upstream: string, options: RelayOptions = {}): Promise<Relay> {
  const server = new WebSocketServer({
    ...{ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' },
    verifyClient: ({ req }, open: (permitted: boolean, code?: number) => void) => {
      if (relay.silent) {
        ignored.push(performance.now());
        // The phone has given up.
        return void req.socket.on('end', () => req.socket.destroy());
      }
      if (!options.isProxy) return open(true);
      if (relay.refusing) return open(false, 502);
      const ahead = new WebSocket(upstream, 'sip');
      ahead.once('open', () => {
        opened.set(req, ahead);
        open(true);
      });
      ahead.once('error', () => open(false, 502));
    },
  });
  await once(server, 'listening');
  const ignored: number[] = [];
  const opened = new WeakMap<IncomingMessage, WebSocket>();
  const wires: Wire[] = [];
  server.on('connection', (phone, request) => {
    if (relay.refusing) phone.terminate();
    else wires.push(connect(phone, opened.get(request) ?? new WebSocket(upstream, 'sip'), options, relay));
  });
  const relay: Relay = {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wires,
    refusing: false,
    cutsAt: undefined,
    silent: false,
    ignored,
    async stop() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
  return relay;
}

function connect(
  phone: WebSocket,
  server: WebSocket,
  { rewrite = (text) => text, respond }: RelayOptions,
  relay: Relay,
): Wire {
  const fromPhone: string[] = [];
  const fromServer: string[] = [];
  const early: (() => void)[] = [];
  let stalled = false;
  const toServer = (data: string | Uint8Array): void => {
    if (server.readyState === WebSocket.CONNECTING) early.push(() => server.send(data));
    else server.send(data);
  };
  const cut = (): void => {
    phone.terminate();
    server.terminate();
  };
  phone.on('message', (data, binary) => {
    fromPhone.push(String(data));
    if (relay.cutsAt?.(String(data))) return cut();
    const response = binary ? undefined : respond?.(String(data));
    if (response !== undefined) return phone.send(response);
    toServer(binary ? (data as Buffer) : rewrite(String(data)));
  });
  server.on('open', () => early.forEach((send) => send()));
  server.on('message', (data, binary) => {
    fromServer.push(String(data));
    if (stalled) return;
    if (relay.cutsAt?.(String(data))) return cut();
    phone.send(binary ? (data as Buffer) : String(data));
  });
  phone.on('close', () => server.close());
  server.on('close', () => phone.close());
  server.on('error', () => phone.close());
  return {
    fromPhone,
    fromServer,
    sendToPhone: (data) => phone.send(data),
    sendToServer: toServer,
    cut,
    stall() {
      stalled = true;
      phone.pause();
    },
    get open() {
      return phone.readyState === WebSocket.OPEN && server.readyState === WebSocket.OPEN;
    },
  };
}
