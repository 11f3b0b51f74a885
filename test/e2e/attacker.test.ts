/** An account of the same server answers our requests with challenges: nothing secret reaches it (RFC 3261 §22, docs/decisions/017). */

import { expect } from 'chai';
import { WebSocket } from 'ws';
import { createPocketPbx } from '../../packages/pbx/src/index.js';
import { LoggerFactory } from '../../src/sip/base/logger.js';
import type { IncomingRequest } from '../../src/sip/message/request.js';
import type { Session } from '../../src/sip/session/session.js';
import { UA } from '../../src/sip/ua.js';
import { FakeDescriptionHandler } from '../support/fake-description-handler.js';
import { needs } from '../support/needs.js';
import { startKamailio, type SipServer } from './support/kamailio.js';

const TOKEN = 'eyJ0b2tlbg';
const NONCE = 'nonce-of-mallory';

async function startPocketPbx(): Promise<SipServer> {
  const passwordOf = (name: string): string => `${name}-secret`;
  const accounts = ['alice', 'carol'].map((username) => ({ username, password: passwordOf(username) }));
  const pbx = createPocketPbx({ accounts, loggerFactory: new LoggerFactory({ builtinEnabled: false }) });
  const { url } = await pbx.listen({ port: 0 });
  return { url, domain: 'example.test', passwordOf, stop: () => pbx.close() };
}

/** A user agent that has registered. */
async function signedIn(server: SipServer, name: string): Promise<UA> {
  const ua = new UA({
    uri: `sip:${name}@${server.domain}`,
    servers: server.url,
    autostart: false,
    credentials: { password: server.passwordOf(name), token: TOKEN },
    logBuiltinEnabled: false,
    sessionDescriptionHandlerFactory: () => new FakeDescriptionHandler(),
    transportOptions: { socketFactory: (url: string, protocol: string) => new WebSocket(url, protocol) },
  });
  const registered = new Promise((resolve, reject) => {
    ua.once('registered', resolve);
    ua.once('registrationFailed', (response) => reject(new Error(`not registered: ${response?.statusCode}`)));
  });
  await ua.start();
  await registered;
  return ua;
}

/** Answers each request but CANCEL and ACK with what `challenge` holds, and notes what it received. */
class Attacker {
  readonly received: IncomingRequest[] = [];
  challenge: { statusCode: number; value: string } | undefined;

  constructor(readonly ua: UA) {
    const { core } = ua;
    const receive = core.receiveIncomingRequestFromTransport.bind(core);
    core.receiveIncomingRequestFromTransport = (request) => {
      this.received.push(request);
      const { challenge } = this;
      if (!challenge || request.method === 'ACK' || request.method === 'CANCEL') return receive(request);
      const { statusCode, value } = challenge;
      const field = statusCode === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate';
      core.replyStateless(request, { statusCode, extraHeaders: [`${field}: ${value}`] });
    };
    ua.on('invite', (session) => session.accept());
    ua.on('message', (context) => context.accept());
  }

  /** What it got that it could use: a token, or an answer to a challenge of its own. */
  get loot(): string[] {
    const fields = this.received.flatMap(({ headers }) =>
      ['Authorization', 'Proxy-Authorization'].flatMap((name) => headers.getAll(name)),
    );
    return fields.filter((value) => value.includes(TOKEN) || value.includes(NONCE));
  }
}

const SCHEMES: readonly ((realm: string) => string)[] = [
  (realm) => `Digest realm="${realm}", nonce="${NONCE}", algorithm=MD5, qop="auth"`,
  (realm) => `Digest realm="${realm}", nonce="${NONCE}"`,
  (realm) => `Digest realm="${realm}", nonce="${NONCE}", algorithm=SHA-256, qop="auth"`,
  (realm) => `Bearer realm="${realm}", authz_server="https://evil.example/"`,
];

const OUTSIDE = ['INVITE', 'MESSAGE', 'OPTIONS', 'SUBSCRIBE', 'PUBLISH', 'INFO', 'REFER', 'UPDATE', 'BYE', 'PRACK'];

const ended = (session: Session): Promise<unknown> =>
  new Promise((resolve) => {
    if (session.state.status === 'ended') resolve(undefined);
    session.on('stateChange', ({ status }) => status === 'ended' && resolve(undefined));
  });

/** Sends a request outside a dialog and waits for its end. */
async function ask(alice: UA, method: string, target: string): Promise<void> {
  if (method === 'INVITE') return void (await ended(alice.invite(target)));
  const extraHeaders = method === 'SUBSCRIBE' || method === 'PUBLISH' ? ['Event: presence', 'Expires: 60'] : [];
  await alice.request(method, target, { extraHeaders }).final;
}

/** What a person does in a call, each settled when its request has been answered. */
const INSIDE: Record<string, (session: Session) => Promise<unknown>> = {
  INVITE: (session) => session.hold().catch(() => undefined),
  MESSAGE: (session) => session.message('hi'),
  REFER: (session) =>
    new Promise<void>((resolve) => {
      session.once('referProgress', () => resolve());
      session.refer('sip:bob@example.test');
    }),
};

/** Requests whose challenge by our own realm is answered inside a call; the attacker names other realms. */
const HARMLESS: Record<string, (session: Session) => Promise<unknown>> = {
  INFO: (session) => session.info('Signal=1', { contentType: 'application/dtmf-relay' }).catch(() => undefined),
  BYE: (session) => {
    const over = ended(session);
    session.terminate();
    return over;
  },
};

for (const [name, start] of [
  ['the pocket PBX', () => startPocketPbx()],
  ['Kamailio', (context) => startKamailio(needs(context, 'kamailio'))],
] as const satisfies readonly [string, (context: Mocha.Context) => Promise<SipServer>][])
  describe(`An attacker at ${name}`, () => {
    let server: SipServer;
    let alice: UA;
    let mallory: Attacker;
    let target: string;

    before(async function () {
      server = await start(this);
      [alice, mallory] = [await signedIn(server, 'alice'), new Attacker(await signedIn(server, 'carol'))];
      target = `sip:carol@${server.domain}`;
    });

    after(async () => {
      await Promise.all([alice?.stop(), mallory?.ua.stop()]);
      await server?.stop();
    });

    beforeEach(() => {
      mallory.challenge = undefined;
      mallory.received.length = 0;
    });

    async function established(): Promise<Session> {
      const session = alice.invite(target);
      await new Promise<void>((resolve, reject) => {
        session.once('confirmed', resolve);
        session.once('failed', (_response, cause) => reject(new Error(cause)));
      });
      return session;
    }

    it('is called and written to like everybody: the server challenges, and the password answers it', async () => {
      const session = await established();
      expect((await alice.message(target, 'hi').final).statusCode).to.equal(200);
      const over = ended(session);
      session.terminate();
      await over;
    });

    for (const statusCode of [401, 407])
      it(`gets nothing secret by ${statusCode} of a foreign realm to any request, nor a token by our own realm [C1]`, async () => {
        for (const method of OUTSIDE)
          for (const [at, value] of [
            ...SCHEMES.map((scheme) => scheme('evil')),
            SCHEMES[3]!(server.domain),
          ].entries()) {
            mallory.challenge = { statusCode, value };
            await ask(alice, method, target);
            expect(mallory.loot, `${method} ${at}`).to.deep.equal([]);
          }
        expect(mallory.received.map(({ method }) => method)).to.include.members(['INVITE', 'MESSAGE', 'OPTIONS']);
      });

    for (const statusCode of [401, 407])
      it(`gets nothing secret by ${statusCode} of our own realm inside a call [C1]`, async () => {
        const session = await established();
        for (const [method, act] of Object.entries(INSIDE))
          for (const realm of [server.domain, 'sip-elements'])
            for (const [at, scheme] of SCHEMES.entries()) {
              mallory.challenge = { statusCode, value: scheme(realm) };
              await act(session);
              expect(mallory.loot, `${method} ${realm} ${at}`).to.deep.equal([]);
            }
        expect(mallory.received.map(({ method }) => method)).to.include.members(['INVITE', 'REFER', 'MESSAGE']);
        mallory.challenge = undefined;
        const over = ended(session);
        session.terminate();
        await over;
      });

    for (const statusCode of [401, 407])
      it(`gets nothing secret by ${statusCode} of a foreign realm to INFO and BYE inside a call, nor a token by our own [C1]`, async () => {
        for (const [method, act] of Object.entries(HARMLESS))
          for (const [at, value] of [
            ...SCHEMES.map((scheme) => scheme('evil')),
            SCHEMES[3]!(server.domain),
          ].entries()) {
            mallory.challenge = undefined;
            const session = await established();
            mallory.challenge = { statusCode, value };
            await act(session);
            expect(mallory.loot, `${method} ${at}`).to.deep.equal([]);
            expect(mallory.received.map(({ method: received }) => received)).to.include(method);
            session.terminate();
          }
      });
  });
