/** A wire that a test can put its own text on: a WebSocket relay between phones and a server (RFC 6455, RFC 7118). */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** One connection of a phone, with both ends in the hands of the test. */
export interface Wire {
  /** Everything that the phone has sent, oldest first. */
  readonly fromPhone: string[];
  readonly fromServer: string[];
  sendToPhone(data: string | Uint8Array): void;
  sendToServer(data: string | Uint8Array): void;
  readonly open: boolean;
}

export interface Relay {
  readonly url: string;
  /** The connections in the order in which they were opened. */
  readonly wires: readonly Wire[];
  stop(): Promise<void>;
}

export interface RelayOptions {
  /** Changes what a phone sends; it keeps the length of a body, which Content-Length tells. */
  readonly rewrite?: ((text: string) => string) | undefined;
  /** Returns what the phone is sent in place of passing its message on; undefined passes it on. */
  readonly respond?: (text: string) => string | undefined;
}

export async function startRelay(upstream: string, options: RelayOptions = {}): Promise<Relay> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'sip' });
  await once(server, 'listening');
  const wires: Wire[] = [];
  server.on('connection', (phone) => wires.push(connect(phone, new WebSocket(upstream, 'sip'), options)));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    wires,
    async stop() {
      for (const client of server.clients) client.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

function connect(phone: WebSocket, server: WebSocket, { rewrite = (text) => text, respond }: RelayOptions): Wire {
  const fromPhone: string[] = [];
  const fromServer: string[] = [];
  const early: (() => void)[] = [];
  const toServer = (data: string | Uint8Array): void => {
    if (server.readyState === WebSocket.CONNECTING) early.push(() => server.send(data));
    else server.send(data);
  };
  phone.on('message', (data, binary) => {
    fromPhone.push(String(data));
    const response = binary ? undefined : respond?.(String(data));
    if (response !== undefined) return phone.send(response);
    toServer(binary ? (data as Buffer) : rewrite(String(data)));
  });
  server.on('open', () => early.forEach((send) => send()));
  server.on('message', (data, binary) => {
    fromServer.push(String(data));
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
    get open() {
      return phone.readyState === WebSocket.OPEN && server.readyState === WebSocket.OPEN;
    },
  };
}
