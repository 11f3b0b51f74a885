/** The challenges that are answered, tested over the wire: each request of the stack, each realm, each scheme (RFC 3261 §22, RFC 8898 §5, docs/decisions/017). */

import { expect } from 'chai';
import type { UAConfiguration } from '../../../src/sip/configuration.js';
import type { WithheldChallenge } from '../../../src/sip/digest/unanswered.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';

import { request } from '../../support/sip-text.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

const OWN = 'pbx';
const PASSWORD = 'hunter2';
const TOKEN = 'eyJ0b2tlbg';

type Sends = (test: TestUA) => Promise<IncomingRequest>;

/** A remote party with the number of another party in its Contact, which answers requests with a nonce of its choice. */
async function inCall(
  test: TestUA,
  send: (session: Awaited<ReturnType<TestUA['callEstablished']>>['session']) => unknown,
  method: string,
) {
  const { session } = await test.callEstablished({
    extra: ['Contact: <sip:+900555@example.com>', 'Allow: INVITE, ACK, BYE, UPDATE, INFO, REFER, MESSAGE'],
  });
  void Promise.resolve(send(session)).catch(() => undefined);
  return test.sent(method);
}

const OUTSIDE: Record<string, Sends> = {
  INVITE: (test) => {
    test.ua.invite('sip:bob@example.com');
    return test.sent('INVITE');
  },
  MESSAGE: (test) => {
    test.ua.message('sip:bob@example.com', 'hi');
    return test.sent('MESSAGE');
  },
  OPTIONS: (test) => {
    test.ua.request('OPTIONS', 'sip:bob@example.com');
    return test.sent('OPTIONS');
  },
  SUBSCRIBE: (test) => {
    test.ua.subscribe('sip:bob@example.com', 'presence');
    return test.sent('SUBSCRIBE');
  },
  PUBLISH: (test) => {
    test.ua.publication('presence').publish('<p/>', 'application/pidf+xml');
    return test.sent('PUBLISH');
  },
};

const HARMLESS: Record<string, Sends> = {
  BYE: (test) => inCall(test, (session) => session.terminate(), 'BYE'),
  INFO: (test) => inCall(test, (session) => session.dtmf('1'), 'INFO'),
  UPDATE: async (test) => {
    const { session } = await test.callEstablished({
      extra: ['Allow: INVITE, ACK, BYE, UPDATE', 'Session-Expires: 90;refresher=uac', 'Supported: timer'],
    });
    expect(session.state.status).to.equal('established');
    await test.clock.advance(46_000);
    return test.sent('UPDATE');
  },
  PRACK: async (test) => {
    test.ua.invite('sip:bob@example.com', { rel100: 'supported' });
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite, 183, { extra: ['Require: 100rel', 'RSeq: 1'] });
    return test.sent('PRACK');
  },
};

const COSTLY: Record<string, Sends> = {
  INVITE: (test) => inCall(test, (session) => session.hold(), 'INVITE'),
  REFER: (test) => inCall(test, (session) => session.refer('sip:carol@example.com'), 'REFER'),
  MESSAGE: (test) => inCall(test, (session) => session.message('hi'), 'MESSAGE'),
  SUBSCRIBE: async (test) => {
    test.ua.subscribe('sip:bob@example.com', 'presence', { expires: 100 });
    const subscribe = await test.sent('SUBSCRIBE');
    await test.answers(subscribe, 200, { toTag: 'far', extra: ['Expires: 100', 'Contact: <sip:+900555@example.com>'] });
    const notifier = RemoteCall.of(test, subscribe);
    await notifier.request('NOTIFY', {
      extra: ['Event: presence', 'Subscription-State: active;expires=100', 'Contact: <sip:+900555@example.com>'],
    });
    await test.replied(200);
    await test.clock.advance(86_000);
    return test.sent('SUBSCRIBE');
  },
};

const SCHEMES = {
  'MD5 with qop': (realm: string) => `Digest realm="${realm}", nonce="n", qop="auth", algorithm=MD5`,
  'SHA-256': (realm: string) => `Digest realm="${realm}", nonce="n", qop="auth", algorithm=SHA-256`,
  'MD5 without qop': (realm: string) => `Digest realm="${realm}", nonce="n"`,
  Bearer: (realm: string) => `Bearer realm="${realm}", authz_server="https://evil.example/"`,
};

type Scheme = keyof typeof SCHEMES;

/** A user agent that has registered: realm `pbx` let its REGISTER in. */
async function registered(options: Partial<UAConfiguration> = {}, first: Scheme = 'MD5 with qop') {
  const test = new TestUA({ register: true, credentials: { password: PASSWORD, token: TOKEN }, ...options });
  void test.ua.start();
  const register = await test.sent('REGISTER');
  await test.answers(register, 401, { extra: [`WWW-Authenticate: ${SCHEMES[first](OWN)}`] });
  const again = await test.sent('REGISTER');
  await test.answers(again, 200, { extra: [`Contact: <${again.contact!.uri.toRaw()}>`, 'Expires: 3600'] });
  await settle();
  return track(test);
}

function track(test: TestUA): { test: TestUA; withheld: WithheldChallenge[] } {
  const withheld: WithheldChallenge[] = [];
  test.ua.on('challengeWithheld', (challenge) => withheld.push(challenge));
  return { test, withheld };
}

const fieldOf = (statusCode: number): string => (statusCode === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate');

/** Sends a challenge for the request and returns every message that is sent after it. */
async function challenge(test: TestUA, request: IncomingRequest, statusCode: number, value: string): Promise<string[]> {
  test.socket.inbox.length = 0;
  await test.answers(request, statusCode, {
    toTag: request.toTag ?? 'far',
    extra: [`${fieldOf(statusCode)}: ${value}`],
  });
  await settle();
  return [...test.socket.inbox];
}

const secret = (text: string): boolean => /^(?:Proxy-)?Authorization:/im.test(text) || text.includes(TOKEN);

/** Whether the challenged request was sent again with credentials. */
const answered = (out: readonly string[], method: string): boolean =>
  out.some((text) => text.startsWith(`${method} `) && secret(text));

describe('a challenge of a foreign realm', () => {
  for (const [place, requests] of [
    ['outside a dialog', OUTSIDE],
    ['inside a dialog', { ...HARMLESS, ...COSTLY }],
  ] as const)
    for (const [method, send] of Object.entries(requests))
      for (const statusCode of [401, 407])
        for (const [scheme, value] of Object.entries(SCHEMES))
          it(`by ${statusCode} ${scheme} to ${method} ${place} gets no credentials (RFC 3261 §22.1) [C1]`, async () => {
            const { test, withheld } = await registered();
            const out = await challenge(test, await send(test), statusCode, value('evil'));
            expect(out.filter(secret)).to.deep.equal([]);
            expect(withheld.map(({ realm, reason }) => ({ realm, reason }))).to.deep.equal([
              { realm: 'evil', reason: 'realm' },
            ]);
            expect(withheld[0]).to.include({ method, statusCode, inDialog: place === 'inside a dialog' });
            expect(test.log.some((line) => line.includes('did not answer') && line.includes('"evil"'))).to.equal(true);
          });
});

describe('a challenge of the own realm', () => {
  for (const statusCode of [401, 407]) {
    for (const [method, send] of Object.entries(OUTSIDE))
      it(`by ${statusCode} to ${method} outside a dialog is answered with the password, never with the token (RFC 3261 §22.2, §22.3) [C1]`, async () => {
        const { test } = await registered();
        const out = await challenge(test, await send(test), statusCode, SCHEMES['MD5 with qop'](OWN));
        expect(answered(out, method)).to.equal(true);
        const other = await registered();
        const none = await challenge(other.test, await send(other.test), statusCode, SCHEMES.Bearer(OWN));
        expect(none.filter(secret)).to.deep.equal([]);
      });

    for (const [method, send] of Object.entries(HARMLESS))
      it(`by ${statusCode} to ${method} within a dialog is answered (RFC 3261 §22.2, §22.3) [C1]`, async () => {
        const { test } = await registered();
        const out = await challenge(test, await send(test), statusCode, SCHEMES['MD5 with qop'](OWN));
        expect(answered(out, method)).to.equal(true);
      });

    for (const [method, send] of Object.entries(COSTLY))
      it(`by ${statusCode} to ${method} within a dialog is answered only when the configuration allows it (RFC 3261 §12.2.1.1) [C1]`, async () => {
        const { test, withheld } = await registered();
        const out = await challenge(test, await send(test), statusCode, SCHEMES['MD5 with qop'](OWN));
        expect(out.filter(secret)).to.deep.equal([]);
        expect(withheld[0]).to.include({ realm: OWN, reason: 'dialog', inDialog: true });
        const allowed = await registered({ authenticateInDialog: [method] });
        const more = await challenge(allowed.test, await send(allowed.test), statusCode, SCHEMES['MD5 with qop'](OWN));
        expect(answered(more, method)).to.equal(true);
      });

    for (const [method, send] of Object.entries({ ...HARMLESS, ...COSTLY }))
      it(`by ${statusCode} Bearer to ${method} within a dialog never gets the token (RFC 8898 §5) [C1]`, async () => {
        const options = { realm: OWN, authenticateInDialog: [method], tokenMethods: [method] };
        const { test, withheld } = await registered(options);
        const out = await challenge(test, await send(test), statusCode, SCHEMES.Bearer(OWN));
        expect(out.filter(secret)).to.deep.equal([]);
        expect(withheld[0]).to.include({ scheme: 'Bearer', reason: 'dialog' });
      });
  }

  it('is not answered in advance in a request within a dialog, also after a proxy has accepted credentials [C1]', async () => {
    const { test } = await registered();
    const session = test.ua.invite('sip:bob@example.com');
    const [again] = await challenge(test, await test.sent('INVITE'), 407, SCHEMES['MD5 with qop'](OWN)).then((out) =>
      out.filter((text) => text.startsWith('INVITE')),
    );
    expect(secret(again!)).to.equal(true);
    test.socket.inbox.length = 0;
    await test.answersSdp(request(again!), 200, { extra: ['Contact: <sip:+900555@example.com>'] });
    await test.sent('ACK');
    void session.hold().catch(() => undefined);
    expect((await test.sent('INVITE')).headers.has('Proxy-Authorization')).to.equal(false);
  });

  it('is not answered in advance in a request to another user of the domain after the registrar has accepted credentials [C1]', async () => {
    const { test } = await registered({ uri: `sip:alice@example.com` });
    test.ua.message('sip:bob@example.com', 'hi');
    expect((await test.sent('MESSAGE')).headers.has('Authorization')).to.equal(false);
  });
});

describe('a remote party that challenges with the realm of the registrar', () => {
  const evil = `Digest realm="${OWN}", nonce="evil", qop="auth", algorithm=MD5`;

  /** A user agent that has registered, and whose MESSAGE to Bob was challenged and accepted by Bob. */
  async function challengedByBob(statusCode: 401 | 407): Promise<TestUA> {
    const { test } = await registered();
    const [again] = (await challenge(test, await OUTSIDE['MESSAGE']!(test), statusCode, evil)).slice(-1);
    expect(again).to.contain('nonce="evil"');
    await test.answers(request(again!), 200, { extra: ['Authentication-Info: nextnonce="evil2"'] });
    test.socket.inbox.length = 0;
    return test;
  }

  for (const statusCode of [401, 407] as const) {
    it(`by ${statusCode} does not replace the challenge of the registrar, which accepts the next REGISTER at once (RFC 3261 §22.2) [C1]`, async () => {
      const test = await challengedByBob(statusCode);
      void test.ua.register().catch(() => undefined);
      const register = await test.sent('REGISTER');
      expect(register.headers.getAll('Authorization').join()).to.contain('nonce="n"');
      expect(register.toString()).to.not.contain('evil');
    });

    it(`by ${statusCode} gets no response to its nonce in a request for another address (RFC 7616 §5.8) [C1]`, async () => {
      const test = await challengedByBob(statusCode);
      test.ua.message('sip:carol@example.com', 'hi');
      expect((await test.sent('MESSAGE')).toString()).to.not.contain('evil');
      test.ua.invite('sip:carol@example.com');
      expect((await test.sent('INVITE')).toString()).to.not.contain('evil');
      test.ua.message('sip:bob@example.com', 'hi');
      expect(secret((await test.sent('MESSAGE')).toString())).to.equal(true);
    });
  }
});

describe('a realm that has used a stronger scheme or algorithm', () => {
  for (const [before, after] of [
    ['SHA-256', 'MD5 with qop'],
    ['MD5 with qop', 'MD5 without qop'],
    ['Bearer', 'SHA-256'],
  ] as const)
    it(`gets no answer to ${after} after ${before} (RFC 8760 §2.4, RFC 7616 §5.7) [C1]`, async () => {
      const { test, withheld } = await registered({ realm: OWN }, before);
      const out = await challenge(test, await OUTSIDE['INVITE']!(test), 407, SCHEMES[after](OWN));
      expect(out.filter(secret)).to.deep.equal([]);
      expect(withheld[0]).to.include({ realm: OWN, reason: 'weak' });
    });

  it('gets an answer without qop when it registered the user agent without qop (RFC 2069)', async () => {
    const { test } = await registered({}, 'MD5 without qop');
    const out = await challenge(test, await OUTSIDE['INVITE']!(test), 407, SCHEMES['MD5 without qop'](OWN));
    expect(answered(out, 'INVITE')).to.equal(true);
  });

  it('gets no answer for an algorithm that the configuration does not allow, also to REGISTER', async () => {
    const test = new TestUA({ register: true, password: PASSWORD, algorithms: ['SHA-256'] });
    const { withheld } = track(test);
    void test.ua.start();
    const out = await challenge(test, await test.sent('REGISTER'), 401, SCHEMES['MD5 with qop'](OWN));
    expect(out).to.deep.equal([]);
    expect(withheld[0]).to.include({ method: 'REGISTER', reason: 'weak' });
  });

  it('is still answered by MD5 for REGISTER after a remote party has challenged with SHA-256', async () => {
    const { test } = await registered();
    const [again] = (await challenge(test, await OUTSIDE['MESSAGE']!(test), 401, SCHEMES['SHA-256'](OWN))).slice(-1);
    await test.answers(request(again!), 200);
    test.socket.inbox.length = 0;
    void test.ua.register().catch(() => undefined);
    const out = await challenge(test, await test.sent('REGISTER'), 401, `${SCHEMES['MD5 with qop'](OWN)}, stale=true`);
    expect(answered(out, 'REGISTER')).to.equal(true);
  });
});

describe('REGISTER', () => {
  it('is answered for any realm when the configuration names none, and for the configured realm only otherwise', async () => {
    for (const [realm, goes] of [
      [undefined, true],
      [OWN, true],
      ['other', false],
    ] as const) {
      const test = new TestUA({ register: true, password: PASSWORD, realm });
      void test.ua.start();
      const out = await challenge(test, await test.sent('REGISTER'), 401, SCHEMES['MD5 with qop'](OWN));
      expect(answered(out, 'REGISTER'), String(realm)).to.equal(goes);
    }
  });

  it('to another registrar gets no credentials', async () => {
    const { test, withheld } = await registered();
    test.ua.request('REGISTER', 'sip:evil.example');
    const out = await challenge(test, await test.sent('REGISTER'), 401, SCHEMES['MD5 with qop']('evil'));
    expect(out.filter(secret)).to.deep.equal([]);
    expect(withheld[0]).to.include({ reason: 'realm' });
  });

  for (const [options, goes] of [
    [{}, false],
    [{ realm: OWN }, true],
    [{ realm: OWN, authzServers: ['https://as.example/'] }, false],
    [{ authzServers: ['https://evil.example/'] }, true],
  ] as const)
    it(`${goes ? 'carries' : 'does not carry'} a token with ${JSON.stringify(options)} (RFC 8898 §5)`, async () => {
      const test = new TestUA({ register: true, token: TOKEN, ...options });
      void test.ua.start();
      const out = await challenge(test, await test.sent('REGISTER'), 401, SCHEMES.Bearer(OWN));
      expect(answered(out, 'REGISTER')).to.equal(goes);
    });
});

describe('a user agent that does not register', () => {
  for (const [options, realm, goes] of [
    [{}, 'example.com', true],
    [{}, 'EXAMPLE.com', true],
    [{}, OWN, false],
    [{ realm: OWN }, OWN, true],
    [{ realm: [OWN, 'b'] }, 'b', true],
    [{ realm: OWN }, 'example.com', false],
  ] as const)
    it(`${goes ? 'answers' : 'does not answer'} realm ${realm} with ${JSON.stringify(options)} [C1]`, async () => {
      const test = await TestUA.connected({ password: PASSWORD, ...options });
      const out = await challenge(test, await OUTSIDE['INVITE']!(test), 407, SCHEMES['MD5 with qop'](realm));
      expect(answered(out, 'INVITE')).to.equal(goes);
    });

  it('answers no digest without qop unless the configuration allows it (RFC 2069)', async () => {
    for (const digestWithoutQop of [false, true]) {
      const test = await TestUA.connected({ password: PASSWORD, digestWithoutQop });
      const out = await challenge(test, await OUTSIDE['INVITE']!(test), 407, SCHEMES['MD5 without qop']('example.com'));
      expect(answered(out, 'INVITE')).to.equal(digestWithoutQop);
    }
  });
});

describe('a subscription whose refresh is challenged', () => {
  it('subscribes again outside the dialog, where the challenge is answered', async () => {
    const { test } = await registered();
    const refresh = await COSTLY['SUBSCRIBE']!(test);
    const out = await challenge(test, refresh, 401, SCHEMES['MD5 with qop'](OWN));
    await test.clock.advance(1000);
    const all = [...out, ...test.socket.inbox];
    expect(all.filter(secret)).to.deep.equal([]);
    const fresh = all.find((text) => text.startsWith('SUBSCRIBE sip:bob@example.com'));
    const more = await challenge(test, request(fresh!), 401, SCHEMES['MD5 with qop'](OWN));
    expect(answered(more, 'SUBSCRIBE')).to.equal(true);
  });
});

describe('the options of challenges', () => {
  for (const [name, options] of [
    ['realm', { realm: [] }],
    ['algorithms', { algorithms: ['MD4'] }],
    ['authenticateInDialog', { authenticateInDialog: ['IN VITE'] }],
    ['authzServers', { authzServers: [''] }],
    ['tokenMethods', { tokenMethods: ['a b'] }],
  ] as const)
    it(`refuse a malformed value of ${name}`, () => {
      expect(() => new TestUA(options as Partial<UAConfiguration>)).to.throw(`${name}: `);
    });
});
