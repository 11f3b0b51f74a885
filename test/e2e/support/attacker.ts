/** An account, and a hop in front of a server, that answer requests with challenges of their own (RFC 3261 §22, docs/decisions/017). */

import { WebSocket } from 'ws';
import { createPocketPbx } from '../../../packages/pbx/src/index.js';
import { LoggerFactory } from '../../../src/sip/base/logger.js';
import type { UAConfiguration } from '../../../src/sip/configuration.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { UA } from '../../../src/sip/ua.js';
import { FakeDescriptionHandler } from '../../support/fake-description-handler.js';
import { answer, request } from '../../support/sip-text.js';
import { startRelay, type Relay } from './relay.js';
import type { SipServer } from './kamailio.js';

export const TOKEN = 'eyJ0b2tlbg';
export const NONCE = 'nonce-of-mallory';
/** An event package that neither server answers in place of an account. */
export const PACKAGE = 'x-mallory';

/** Challenges of an attacker for a realm: each scheme. */
export const SCHEMES: readonly ((realm: string) => string)[] = [
  (realm) => `Digest realm="${realm}", nonce="${NONCE}", algorithm=MD5, qop="auth"`,
  (realm) => `Digest realm="${realm}", nonce="${NONCE}"`,
  (realm) => `Digest realm="${realm}", nonce="${NONCE}", algorithm=SHA-256, qop="auth"`,
  (realm) => `Bearer realm="${realm}", authz_server="https://evil.example/"`,
];
export const bearer = SCHEMES.at(-1)!;
/** A scheme that RFC 3261 §22 forbids: its answer is the password. */
export const basic = (realm: string): string => `Basic realm="${realm}"`;

export interface Challenge {
  readonly statusCode: number;
  /** The value of the header field. */
  readonly value: string;
}

const challengeLine = ({ statusCode, value }: Challenge): string =>
  `${statusCode === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate'}: ${value}`;

export interface ChallengingServer extends SipServer {
  /** The realm of its challenges. */
  readonly realm: string;
}

export async function startPocketPbx(): Promise<ChallengingServer> {
  const passwordOf = (name: string): string => `${name}-secret`;
  const accounts = ['alice', 'carol'].map((username) => ({ username, password: passwordOf(username) }));
  const pbx = createPocketPbx({ accounts, loggerFactory: new LoggerFactory({ builtinEnabled: false }) });
  const { url } = await pbx.listen({ port: 0 });
  return { url, domain: 'example.test', realm: 'sip-elements', passwordOf, stop: () => pbx.close() };
}

/** A user agent that has registered with a password and a token. */
export async function signedIn(server: SipServer, name: string, options: Partial<UAConfiguration> = {}): Promise<UA> {
  const ua = new UA({
    uri: `sip:${name}@${server.domain}`,
    servers: server.url,
    autostart: false,
    credentials: { password: server.passwordOf(name), token: TOKEN },
    logBuiltinEnabled: false,
    eventPackages: [PACKAGE],
    sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(),
    transportOptions: { socketFactory: (url: string, protocol: string) => new WebSocket(url, protocol) },
    ...options,
  });
  const registered = new Promise((resolve, reject) => {
    ua.once('registered', resolve);
    ua.once('registrationFailed', (response) => reject(new Error(`not registered: ${response?.statusCode}`)));
  });
  await ua.start();
  await registered;
  return ua;
}

/** What of a request an attacker could use: a token, a password, or an answer to a challenge of the attacker. */
function lootOf({ headers }: IncomingRequest): string[] {
  const fields = ['Authorization', 'Proxy-Authorization'].flatMap((name) => headers.getAll(name));
  return fields.filter((value) => value.includes(TOKEN) || value.includes(NONCE) || /^Basic /i.test(value));
}

/** An account that answers each request but CANCEL and ACK with `challenge`, and keeps what it received. */
export class Attacker {
  readonly received: IncomingRequest[] = [];
  challenge: Challenge | undefined;

  constructor(readonly ua: UA) {
    const { core } = ua;
    const receive = core.receiveIncomingRequestFromTransport.bind(core);
    core.receiveIncomingRequestFromTransport = (received) => {
      this.received.push(received);
      const { challenge } = this;
      if (received.method === 'ACK' || received.method === 'CANCEL') return receive(received);
      if (challenge) {
        const { statusCode } = challenge;
        return core.replyStateless(received, { statusCode, extraHeaders: [challengeLine(challenge)] });
      }
      // Stores what is published, as an event state compositor does (RFC 3903 §6).
      if (received.method === 'PUBLISH')
        return core.replyStateless(received, { statusCode: 200, extraHeaders: ['SIP-ETag: stored', 'Expires: 60'] });
      receive(received);
    };
    ua.on('invite', (session) => session.accept());
    ua.on('message', (context) => context.accept());
    ua.on('subscribe', (notifier) => notifier.accept(() => ({ contentType: 'text/plain', body: 'busy' })));
  }

  /** What it can use of all that it received. */
  get loot(): string[] {
    return this.received.flatMap(lootOf);
  }

  /** What it can use of the requests inside dialogs. */
  get lootInside(): string[] {
    return this.received.filter(({ toTag }) => toTag !== undefined).flatMap(lootOf);
  }

  get methods(): ReadonlySet<string> {
    return new Set(this.received.map(({ method }) => method));
  }
}

/** A hop between a phone and its server that answers requests with `challenge` in place of the server. */
export class HostileHop {
  challenge: Challenge | undefined;
  /** The requests that it answered. */
  readonly received: IncomingRequest[] = [];
  #relay: Relay | undefined;

  static async start(upstream: string): Promise<HostileHop> {
    const hop = new HostileHop();
    hop.#relay = await startRelay(upstream, { respond: (text) => hop.#respond(text) });
    return hop;
  }

  get url(): string {
    return this.#relay!.url;
  }

  /** What it can use of the requests that it answered. */
  get loot(): string[] {
    return this.received.flatMap(lootOf);
  }

  async stop(): Promise<void> {
    await this.#relay?.stop();
  }

  #respond(text: string): string | undefined {
    const { challenge } = this;
    if (!challenge || text.trim() === '' || /^(?:SIP\/2\.0|ACK|CANCEL) /.test(text)) return undefined;
    this.received.push(request(text));
    return answer(text, challenge.statusCode, { toTag: 'hop', extra: [challengeLine(challenge)] });
  }
}
