/** A phone whose messages the test writes: SIP text over a real WebSocket on the loopback interface (RFC 7118). */

import { createHash } from 'node:crypto';
import { WebSocket } from 'ws';
import { newBranch, newCallId, newTag } from '../../../src/sip/base/ids.js';
import { parseMessage } from '../../../src/sip/message/parse.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { IncomingResponse } from '../../../src/sip/message/response.js';

type Received = IncomingRequest | IncomingResponse;

interface Waiter {
  fits(message: Received): boolean;
  resolve(message: Received): void;
}

export interface RequestParts {
  uri?: string;
  to?: string;
  toTag?: string;
  from?: string;
  fromTag?: string;
  callId?: string;
  sequence?: number;
  branch?: string;
  maxForwards?: number | undefined;
  routes?: readonly string[];
  headers?: readonly string[];
  body?: string;
  contentType?: string;
}

/** The parts of a dialog from the view of this phone. */
export interface PhoneDialog {
  uri: string;
  to: string;
  from: string;
  callId: string;
  routes: readonly string[];
}

export class ScriptedPhone {
  readonly host = `${newTag().slice(0, 10)}.invalid`;
  readonly frames: string[] = [];
  readonly #received: Received[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly closed: Promise<number>;
  #sequence = 0;

  private constructor(
    readonly socket: WebSocket,
    readonly name: string,
    readonly password: string | undefined,
  ) {
    socket.on('message', (data: Buffer) => this.#receive(data.toString('utf8')));
    this.closed = new Promise((resolve) => socket.once('close', resolve));
  }

  static async open(url: string, name: string, password?: string): Promise<ScriptedPhone> {
    const socket = new WebSocket(url, 'sip');
    const phone = new ScriptedPhone(socket, name, password);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return phone;
  }

  get contact(): string {
    return `<sip:${this.name}@${this.host};transport=ws>`;
  }

  get aor(): string {
    return `sip:${this.name}@example.test`;
  }

  raw(data: string | Uint8Array): void {
    this.socket.send(data);
  }

  /** The text of a request. */
  write(method: string, parts: RequestParts = {}): string {
    const { body = '' } = parts;
    const to = parts.to ?? `<${parts.uri ?? this.aor}>`;
    const lines = [
      `${method} ${parts.uri ?? 'sip:example.test'} SIP/2.0`,
      `Via: SIP/2.0/WS ${this.host};branch=${parts.branch ?? newBranch()}`,
      ...(parts.routes ?? []).map((route) => `Route: ${route}`),
      ...('maxForwards' in parts && parts.maxForwards === undefined
        ? []
        : [`Max-Forwards: ${parts.maxForwards ?? 70}`]),
      `From: ${parts.from ?? `<${this.aor}>;tag=${parts.fromTag ?? newTag()}`}`,
      `To: ${parts.toTag === undefined ? to : `${to};tag=${parts.toTag}`}`,
      `Call-ID: ${parts.callId ?? newCallId()}`,
      `CSeq: ${parts.sequence ?? ++this.#sequence} ${method}`,
      ...(parts.headers ?? []),
      ...(body === '' ? [] : [`Content-Type: ${parts.contentType ?? 'application/sdp'}`]),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    return `${lines.join('\r\n')}\r\n\r\n${body}`;
  }

  send(method: string, parts: RequestParts = {}): void {
    this.raw(this.write(method, parts));
  }

  /** Sends a request, answers a challenge of it, and resolves with the first final response that is no challenge. */
  async ask(method: string, parts: RequestParts = {}, algorithm = 'SHA-256'): Promise<IncomingResponse> {
    const callId = parts.callId ?? newCallId();
    const fromTag = parts.fromTag ?? newTag();
    this.send(method, { ...parts, callId, fromTag });
    const first = await this.final(method, callId);
    if ((first.statusCode !== 401 && first.statusCode !== 407) || this.password === undefined) return first;
    if (method === 'INVITE') this.ackFailure(first, parts);
    const headers = [
      ...(parts.headers ?? []),
      this.credentials(first, method, parts.uri ?? 'sip:example.test', algorithm),
    ];
    // A higher CSeq than before, also when the test has chosen one.
    const sequence = parts.sequence === undefined ? {} : { sequence: parts.sequence + 1 };
    this.send(method, { ...parts, ...sequence, callId, fromTag, headers });
    return this.final(method, callId);
  }

  /** Authorization for the challenge of this algorithm. */
  credentials(response: IncomingResponse, method: string, uri: string, algorithm = 'SHA-256'): string {
    const proxy = response.statusCode === 407;
    const challenge = response.headers
      .getAll(proxy ? 'Proxy-Authenticate' : 'WWW-Authenticate')
      .find((value) => value.includes(`algorithm=${algorithm}`));
    const get = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge ?? '')?.[1] ?? '';
    const [realm, nonce] = [get('realm'), get('nonce')];
    const hash = (text: string): string =>
      createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
        .update(text)
        .digest('hex');
    const ha1 = hash(`${this.name}:${realm}:${this.password ?? ''}`);
    const answer = hash(`${ha1}:${nonce}:00000001:abc:auth:${hash(`${method}:${uri}`)}`);
    const params = `username="${this.name}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${answer}"`;
    const name = proxy ? 'Proxy-Authorization' : 'Authorization';
    return `${name}: Digest ${params}, algorithm=${algorithm}, qop=auth, nc=00000001, cnonce="abc"`;
  }

  register(parts: { expires?: number; headers?: readonly string[]; contact?: string } = {}): Promise<IncomingResponse> {
    const contact = parts.contact ?? this.contact;
    const expires = parts.expires === undefined ? [] : [`Expires: ${parts.expires}`];
    const headers = [...(contact === '' ? [] : [`Contact: ${contact}`]), ...expires, ...(parts.headers ?? [])];
    return this.ask('REGISTER', { to: `<${this.aor}>`, headers });
  }

  /** The ACK of a failed INVITE (RFC 3261 §17.1.1.3). */
  ackFailure(response: IncomingResponse, parts: RequestParts = {}): void {
    const lines = [
      `ACK ${parts.uri ?? 'sip:example.test'} SIP/2.0`,
      `Via: ${response.headers.get('Via') ?? ''}`,
      'Max-Forwards: 70',
      `From: ${response.headers.get('From') ?? ''}`,
      `To: ${response.headers.get('To') ?? ''}`,
      `Call-ID: ${response.callId}`,
      `CSeq: ${response.cseq.sequence} ACK`,
      'Content-Length: 0',
    ];
    this.raw(`${lines.join('\r\n')}\r\n\r\n`);
  }

  /** Responds to a received request; adds a Contact and the Record-Route. */
  reply(
    request: IncomingRequest,
    statusLine: string,
    more: { tag?: string; contact?: string; headers?: readonly string[]; body?: string } = {},
  ): void {
    const { body = '' } = more;
    const to = request.headers.get('To') ?? '';
    const lines = [
      `SIP/2.0 ${statusLine}`,
      ...request.headers.getAll('Via').map((via) => `Via: ${via}`),
      ...request.headers.getAll('Record-Route').map((route) => `Record-Route: ${route}`),
      `From: ${request.headers.get('From') ?? ''}`,
      `To: ${more.tag === undefined || request.toTag !== undefined ? to : `${to};tag=${more.tag}`}`,
      `Call-ID: ${request.callId}`,
      `CSeq: ${request.headers.get('CSeq') ?? ''}`,
      `Contact: ${more.contact ?? this.contact}`,
      ...(more.headers ?? []),
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    this.raw(`${lines.join('\r\n')}\r\n\r\n${body}`);
  }

  /** The dialog of a 2xx that this phone received to its request. */
  callerDialog(response: IncomingResponse): PhoneDialog {
    return {
      uri: response.contact?.uri.toRaw() ?? '',
      from: response.headers.get('From') ?? '',
      to: response.headers.get('To') ?? '',
      callId: response.callId,
      routes: [...response.headers.values('Record-Route')].reverse(),
    };
  }

  /** The dialog of a request that this phone answered with a tag. */
  calleeDialog(request: IncomingRequest, tag: string): PhoneDialog {
    return {
      uri: request.contact?.uri.toRaw() ?? '',
      from: `${request.headers.get('To') ?? ''};tag=${tag}`,
      to: request.headers.get('From') ?? '',
      callId: request.callId,
      routes: request.headers.values('Record-Route'),
    };
  }

  /** The next request of this method, received before or later. */
  async request(method: string, fits: (request: IncomingRequest) => boolean = () => true): Promise<IncomingRequest> {
    const found = await this.#next((message) => 'method' in message && message.method === method && fits(message));
    return found as IncomingRequest;
  }

  /** The next response of this status, received before or later. */
  async response(statusCode: number, method?: string): Promise<IncomingResponse> {
    const found = await this.#next(
      (message) =>
        'statusCode' in message &&
        message.statusCode === statusCode &&
        (method ?? message.cseq.method) === message.cseq.method,
    );
    return found as IncomingResponse;
  }

  async final(method: string, callId?: string): Promise<IncomingResponse> {
    const found = await this.#next(
      (message) =>
        'statusCode' in message &&
        message.statusCode >= 200 &&
        message.cseq.method === method &&
        (callId ?? message.callId) === message.callId,
    );
    return found as IncomingResponse;
  }

  /** Resolves when every message that the PBX sent before has arrived, as a WebSocket keeps the order. */
  async flush(): Promise<void> {
    const pong = new Promise((resolve) => this.socket.once('pong', resolve));
    this.socket.ping();
    await pong;
  }

  /** The received messages that the test has not read. */
  get unread(): readonly Received[] {
    return this.#received;
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  #next(fits: (message: Received) => boolean): Promise<Received> {
    const at = this.#received.findIndex(fits);
    if (at >= 0) return Promise.resolve(this.#received.splice(at, 1)[0]!);
    return new Promise((resolve) => this.#waiters.add({ fits, resolve }));
  }

  #receive(text: string): void {
    this.frames.push(text);
    const result = parseMessage(text);
    if (result.kind !== 'request' && result.kind !== 'response') return;
    for (const waiter of this.#waiters) {
      if (!waiter.fits(result.message)) continue;
      this.#waiters.delete(waiter);
      return waiter.resolve(result.message);
    }
    this.#received.push(result.message);
  }
}
