/** The response to a challenge: the choice among challenges, the credentials, and the end of retries (RFC 3261 §22, RFC 7616, RFC 8760, RFC 8898). */

import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { ALGORITHMS, hashCredentials, type Algorithm } from '../../../src/sip/digest/algorithm.js';
import { Authenticator, type AuthenticatorOptions, type HeaderField } from '../../../src/sip/digest/authenticator.js';
import type { ChallengeInfo, Credentials, CredentialsSource } from '../../../src/sip/digest/credentials.js';
import { DigestServer, type ChallengeOptions } from '../../../src/sip/digest/digest-server.js';
import { parseAuth } from '../../../src/sip/message/header/auth.js';
import { Headers } from '../../../src/sip/message/headers.js';
import { IncomingRequest, OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { IncomingResponse } from '../../../src/sip/message/response.js';
import { URI } from '../../../src/sip/message/uri.js';
import { VirtualClock } from '../../support/virtual-clock.js';

const PASSWORD = 's3cr3t-päss';
const alice: Credentials = { username: 'alice', password: PASSWORD };

function request(method = 'INVITE', uri = 'sip:bob@example.com', body = ''): OutgoingRequestMessage {
  const headers = new Headers();
  headers.append('To', `<${uri}>`);
  headers.append('Call-ID', 'call');
  return new OutgoingRequestMessage(method, URI.parse(uri)!, headers, body);
}

/** All realms of these tests; `challenge-policy.test.ts` shows which of them are answered. */
const REALMS = [
  'r',
  'proxy',
  'uas',
  'q',
  'a',
  'b',
  'r "1"',
  'example.com',
  'last',
  ...Array.from({ length: 100 }, (_, i) => `r${i}`),
];

function authenticatorOf(source: CredentialsSource | undefined, options: AuthenticatorOptions = {}): Authenticator {
  const rules = { realms: REALMS, domain: 'example.com', withoutQop: true, tokenMethods: ['INVITE'], ...options.rules };
  return new Authenticator(source, { ...options, rules });
}

function challenge(statusCode: 401 | 407, ...values: string[]): IncomingResponse {
  const headers = new Headers();
  for (const value of values) headers.append(statusCode === 401 ? 'WWW-Authenticate' : 'Proxy-Authenticate', value);
  return new IncomingResponse(statusCode, undefined, headers);
}

function retry(first: OutgoingRequestMessage, fields: HeaderField[] | undefined): OutgoingRequestMessage {
  const next = first.clone();
  next.headers.delete('Authorization');
  next.headers.delete('Proxy-Authorization');
  for (const [name, value] of fields ?? []) next.headers.append(name, value);
  return next;
}

function params(fields: HeaderField[] | undefined, index = 0): ReadonlyMap<string, string> {
  return parseAuth(fields![index]![1])!.params;
}

const asReceived = (sent: OutgoingRequestMessage): IncomingRequest =>
  new IncomingRequest(sent.method, sent.uri, sent.headers, sent.body);

describe('an authenticator and a digest server', () => {
  for (const algorithm of ALGORITHMS) {
    for (const qop of [['auth'], ['auth-int'], []] as const) {
      it(`agree on ${algorithm} with ${qop.length ? `qop ${qop.join()}` : 'no qop'}`, async () => {
        const server = new DigestServer();
        const lookup = (username: string): Credentials | undefined => (username === 'alice' ? alice : undefined);
        const authenticator = authenticatorOf(alice);
        const first = request('INVITE', 'sip:bob@example.com', 'v=0\r\ns=grün\r\n');
        const options: ChallengeOptions = { algorithms: [algorithm], qop, opaque: 'o"p\\q' };
        expect(server.verify(asReceived(first), lookup)).to.equal('missing');
        const fields = await authenticator.answer(first, challenge(401, ...server.challenge('r "1"', options)));
        const second = retry(first, fields);
        expect(server.verify(asReceived(second), lookup)).to.equal('ok');
        second.body += 'x';
        if (qop[0] === 'auth-int') expect(server.verify(asReceived(second), lookup)).to.equal('wrong');
      });
    }
  }

  // @rfc 7616 §3.4.4
  it('agree when the user name is hashed (RFC 7616 §3.4.4)', async () => {
    const server = new DigestServer();
    const authenticator = authenticatorOf({ username: 'jäsøn', password: PASSWORD });
    const values = server.challenge('example.com', { algorithms: ['SHA-256'], userhash: true });
    const second = retry(request(), await authenticator.answer(request(), challenge(401, ...values)));
    expect(second.headers.get('Authorization')).to.contain('userhash=true').and.not.contain('jäsøn');
    const verdict = server.verify(asReceived(second), (name, realm, userhash) => {
      expect(userhash).to.equal('SHA-256');
      expect(name).to.match(/^[0-9a-f]{64}$/);
      return { username: 'jäsøn', password: PASSWORD };
    });
    expect(verdict).to.equal('ok');
  });

  it('distinguish a wrong password, an unknown account and a replay', async () => {
    const server = new DigestServer();
    const lookup = (name: string): Credentials | undefined => (name === 'alice' ? alice : undefined);
    const answer = async (credentials: Credentials): Promise<IncomingRequest> => {
      const fields = await authenticatorOf(credentials).answer(request(), challenge(407, ...server.challenge('r')));
      return asReceived(retry(request(), fields));
    };
    expect(server.verify(await answer({ username: 'alice', password: 'no' }), lookup)).to.equal('wrong');
    expect(server.verify(await answer({ username: 'mallory', password: PASSWORD }), lookup)).to.equal('wrong');
    const good = await answer(alice);
    expect(server.verify(good, lookup)).to.equal('ok');
    expect(server.verify(good, lookup), 'the same nonce count again').to.equal('stale');
  });

  // @rfc 7616 §3.4
  it('fail when a proxy has weakened the challenge (RFC 7616 §3.4, RFC 8760 §2.5)', async () => {
    const server = new DigestServer();
    const weaken = async (change: (value: string) => string): Promise<string> => {
      const asked = server.challenge('r', { algorithms: ['SHA-256'], qop: ['auth-int'] }).map(change);
      const first = request();
      const second = retry(first, await authenticatorOf(alice).answer(first, challenge(401, ...asked)));
      return server.verify(asReceived(second), () => alice);
    };
    expect(await weaken((value) => value)).to.equal('ok');
    expect(await weaken((value) => value.replace('SHA-256', 'MD5'))).to.equal('wrong');
    expect(await weaken((value) => value.replace('auth-int', 'auth'))).to.equal('wrong');
    expect(await weaken((value) => value.replace(', qop="auth-int"', ''))).to.equal('wrong');
  });

  it('continue with a stale response after the server has discarded a session that a nextnonce had continued', async () => {
    const clock = new VirtualClock();
    const server = new DigestServer({ clock, lifetime: 1000 });
    const authenticator = authenticatorOf(alice);
    const first = request();
    const asked = server.challenge('r', { algorithms: ['SHA-256-sess'] });
    const second = retry(first, await authenticator.answer(first, challenge(401, ...asked)));
    expect(server.verify(asReceived(second), () => alice)).to.equal('ok');
    const info = server.authenticationInfo(asReceived(second), () => alice, { nextnonce: true })!;
    const ok = new IncomingResponse(200);
    ok.headers.append('Authentication-Info', info);
    authenticator.learn(second, ok);
    clock.sleep(2000);
    server.challenge('r');
    const third = retry(request(), authenticator.preempt(request()));
    expect(server.verify(asReceived(third), () => alice)).to.equal('stale');
  });

  // @rfc 7616 §3.3
  it('continue after a nonce has expired, with stale and without a new password (RFC 7616 §3.3, stale)', async () => {
    let now = 0;
    const clock = { now: () => now, elapsed: () => now, after: () => ({ cancel: () => undefined }) };
    const server = new DigestServer({ clock, lifetime: 1000 });
    const authenticator = authenticatorOf(alice);
    const first = request();
    const second = retry(first, await authenticator.answer(first, challenge(401, ...server.challenge('r'))));
    now = 1001;
    expect(server.verify(asReceived(second), () => alice)).to.equal('stale');
    const third = retry(
      second,
      await authenticator.answer(second, challenge(401, ...server.challenge('r', { stale: true }))),
    );
    expect(server.verify(asReceived(third), () => alice)).to.equal('ok');
  });

  it('are not sent after their ttl, and the function is called again at the next challenge', async () => {
    let now = 0;
    let asked = 0;
    const clock = { now: () => now, elapsed: () => now, after: () => ({ cancel: () => undefined }) };
    const server = new DigestServer({ clock });
    const source = (): Credentials => ({ username: 'alice', password: `pw${++asked}`, ttl: 60 });
    const authenticator = authenticatorOf(source, { clock });
    const first = request();
    const second = retry(first, await authenticator.answer(first, challenge(401, ...server.challenge('r'))));
    authenticator.learn(second, new IncomingResponse(200));
    now = 59_999;
    expect(authenticator.preempt(request())).to.have.length(1);
    now = 60_000;
    expect(authenticator.preempt(request())).to.have.length(0);
    await authenticator.answer(second, challenge(401, ...server.challenge('r')));
    expect(asked).to.equal(2);
  });

  for (const algorithm of ALGORITHMS)
    // @rfc 7616 §3.5
    it(`authenticate each other and agree on the next nonce with ${algorithm} (RFC 7616 §3.5)`, async () => {
      const server = new DigestServer();
      const authenticator = authenticatorOf(alice);
      const first = request();
      const asked = server.challenge('r', { algorithms: [algorithm] });
      const second = retry(first, await authenticator.answer(first, challenge(401, ...asked)));
      expect(server.verify(asReceived(second), () => alice)).to.equal('ok');
      const ok = new IncomingResponse(200);
      ok.headers.append(
        'Authentication-Info',
        server.authenticationInfo(asReceived(second), () => alice, { nextnonce: true })!,
      );
      authenticator.learn(second, ok);
      const later = retry(request(), authenticator.preempt(request()));
      expect(params(authenticator.preempt(request())).get('nonce')).to.not.equal(
        params([['', second.headers.get('Authorization')!]]).get('nonce'),
      );
      expect(server.verify(asReceived(later), () => alice)).to.equal('ok');
    });
});

describe('the choice among challenges', () => {
  const of = (algorithm: string | undefined, extra = ''): string =>
    `Digest realm="r", nonce="n-${algorithm}"${algorithm ? `, algorithm=${algorithm}` : ''}, qop="auth"${extra}`;

  it('takes the strongest supported algorithm, in any order of the challenges (T02)', async () => {
    const values = [of('MD5'), of('SHA-256'), of('SHA-512-256'), of('SHA3-999')];
    for (const order of [values, values.toReversed()]) {
      const fields = await authenticatorOf(alice).answer(request(), challenge(401, ...order));
      expect(fields).to.have.lengthOf(1);
      expect(params(fields).get('algorithm')).to.equal('SHA-512-256');
    }
  });

  it('ignores an algorithm that the configuration does not allow', async () => {
    const strong = authenticatorOf(alice, { rules: { algorithms: ['SHA-256'] } });
    expect(params(await strong.answer(request(), challenge(401, of('MD5'), of('SHA-256')))).get('algorithm')).to.equal(
      'SHA-256',
    );
    expect(await strong.answer(request(), challenge(401, of('MD5'), of('SHA-512-256')))).to.equal(undefined);
  });

  it('accepts SHA-256 alone (T39), and treats a challenge without algorithm as MD5 without naming it', async () => {
    expect(await authenticatorOf(alice).answer(request(), challenge(401, of('SHA-256')))).to.have.lengthOf(1);
    const fields = await authenticatorOf(alice).answer(request(), challenge(401, of(undefined)));
    expect(params(fields).has('algorithm')).to.equal(false);
    expect(params(fields).get('response')).to.have.lengthOf(32);
  });

  it('prefers auth to auth-int, and accepts auth-int alone (T03)', async () => {
    const value = 'Digest realm="r", nonce="n", qop="auth-int, auth"';
    expect(params(await authenticatorOf(alice).answer(request(), challenge(401, value))).get('qop')).to.equal('auth');
    const only = 'Digest realm="r", nonce="n", qop="auth-int"';
    expect(params(await authenticatorOf(alice).answer(request(), challenge(401, only))).get('qop')).to.equal(
      'auth-int',
    );
    const unknown = 'Digest realm="r", nonce="n", qop="auth-conf"';
    expect(await authenticatorOf(alice).answer(request(), challenge(401, unknown))).to.equal(undefined);
  });

  it('takes the algorithm for which the credentials have an HA1', async () => {
    const md5 = authenticatorOf({ username: 'alice', ha1: hashCredentials('MD5', 'alice', 'r', PASSWORD) });
    expect(params(await md5.answer(request(), challenge(401, of('SHA-256'), of('MD5')))).get('algorithm')).to.equal(
      'MD5',
    );
    const both: Partial<Record<Algorithm, string>> = { 'SHA-256': hashCredentials('SHA-256', 'alice', 'r', PASSWORD) };
    const fields = await authenticatorOf({ username: 'alice', ha1: both }).answer(
      request(),
      challenge(401, of('MD5'), of('SHA-256-sess')),
    );
    const server = await authenticatorOf(alice).answer(request(), challenge(401, of('SHA-256-sess')));
    expect(params(fields).get('algorithm')).to.equal('SHA-256-sess');
    expect(params(server).get('response')).to.have.lengthOf(64);
  });

  it('answers each realm of a response, and only the realm of the credentials', async () => {
    const two = challenge(407, 'Digest realm="a", nonce="1", qop="auth"', 'Digest realm="b", nonce="2", qop="auth"');
    const fields = await authenticatorOf(alice).answer(request(), two);
    expect(fields!.map(([name, value]) => [name, parseAuth(value)!.params.get('realm')])).to.deep.equal([
      ['Proxy-Authorization', 'a'],
      ['Proxy-Authorization', 'b'],
    ]);
    const one = await authenticatorOf({ ...alice, realm: 'b' }).answer(request(), two);
    expect(one).to.have.lengthOf(1);
    expect(await authenticatorOf({ ...alice, realm: 'c' }).answer(request(), two)).to.equal(undefined);
  });

  it('gives no answer to a malformed challenge, or without usable credentials', async () => {
    const broken = [
      '',
      'Digest',
      'Digest realm="r"',
      'Digest nonce=',
      'Basic realm="r"',
      'Digest realm="r, nonce="n"',
      ',,,',
    ];
    for (const value of broken) {
      const answer = await authenticatorOf(alice).answer(request(), challenge(401, value));
      expect(answer, value).to.equal(undefined);
    }
    expect(await authenticatorOf(undefined).answer(request(), challenge(401, of('MD5')))).to.equal(undefined);
    expect(await authenticatorOf({ username: 'alice' }).answer(request(), challenge(401, of('MD5')))).to.equal(
      undefined,
    );
  });
});

describe('a request that is challenged more than once', () => {
  const md5 = (realm: string, nonce: string, extra = ''): string =>
    `Digest realm="${realm}", nonce="${nonce}", qop="auth"${extra}`;

  it('carries both credentials after a 407 and then a 401 (T01)', async () => {
    const authenticator = authenticatorOf(alice);
    const first = request();
    const second = retry(first, await authenticator.answer(first, challenge(407, md5('proxy', '1'))));
    const third = await authenticator.answer(second, challenge(401, md5('uas', '2')));
    expect(third!.map(([name]) => name)).to.deep.equal(['Proxy-Authorization', 'Authorization']);
    expect(params(third, 0).get('nc'), 'the nonce of the proxy is used again').to.equal('00000002');
    expect(params(third, 1).get('nc')).to.equal('00000001');
  });

  it('is not sent a third time when the same credentials are rejected', async () => {
    const authenticator = authenticatorOf(alice);
    const first = request();
    const second = retry(first, await authenticator.answer(first, challenge(401, md5('r', '1'))));
    expect(await authenticator.answer(second, challenge(401, md5('r', '2')))).to.equal(undefined);
  });

  it('starts at nonce count 1 with a new nonce after stale (T04)', async () => {
    const authenticator = authenticatorOf(alice);
    const first = request();
    const second = retry(first, await authenticator.answer(first, challenge(401, md5('r', 'old'))));
    const fields = await authenticator.answer(second, challenge(401, md5('r', 'new', ', stale=TRUE')));
    expect(params(fields).get('nc')).to.equal('00000001');
    expect(params(fields).get('nonce')).to.equal('new');
  });

  // @rfc 7616 §3.4.2
  it('keeps the hash of a session algorithm with its first nonce after a nextnonce (RFC 7616 §3.4.2)', async () => {
    const md5Of = (text: string): string => createHash('md5').update(text).digest('hex');
    const authenticator = authenticatorOf({ username: 'alice', password: 'pw' });
    const first = request();
    const asked = challenge(401, 'Digest realm="r", nonce="n1", algorithm=MD5-sess, qop="auth"');
    const second = retry(first, await authenticator.answer(first, asked));
    const begun = params([['', second.headers.get('Authorization')!]]);
    const ok = new IncomingResponse(200);
    ok.headers.append('Authentication-Info', 'nextnonce="n2"');
    authenticator.learn(second, ok);
    const next = params(authenticator.preempt(request()));
    const a1 = md5Of(`${md5Of('alice:r:pw')}:n1:${begun.get('cnonce')}`);
    const a2 = md5Of('INVITE:sip:bob@example.com');
    expect(next.get('nonce')).to.equal('n2');
    expect(next.get('response')).to.equal(md5Of(`${a1}:n2:00000001:${next.get('cnonce')}:auth:${a2}`));
  });

  it('has credentials for 16 realms at most, those of the latest challenges', async () => {
    const authenticator = authenticatorOf(alice);
    const many = Array.from({ length: 100 }, (_, i) => `Digest realm="r${i}", nonce="n", qop="auth"`);
    const first = request();
    const fields = await authenticator.answer(first, challenge(407, ...many));
    expect(fields).to.have.length(16);
    authenticator.learn(retry(first, fields), new IncomingResponse(200));
    const other = request('MESSAGE');
    const latest = await authenticator.answer(other, challenge(407, 'Digest realm="last", nonce="n", qop="auth"'));
    authenticator.learn(retry(other, latest), new IncomingResponse(200));
    const realms = authenticator.preempt(request()).map((_, i, all) => params(all, i).get('realm'));
    expect(realms).to.have.length(16);
    expect(realms).to.include('last');
    expect(realms).not.to.include('r0');
  });

  it('is given up after at most five challenges with stale', async () => {
    const authenticator = authenticatorOf(alice);
    let message = request();
    let tries = 0;
    for (; tries < 50; tries++) {
      const fields = await authenticator.answer(message, challenge(401, md5('r', `${tries}`, ', stale=true')));
      if (!fields) break;
      message = retry(message, fields);
    }
    expect(tries).to.be.within(2, 5);
  });

  for (const [what, source] of [
    ['the same credentials', alice],
    ['equal credentials from a function', () => ({ ...alice })],
  ] as const) {
    it(`increases the nonce count over requests that are challenged with the same nonce: ${what}`, async () => {
      const authenticator = authenticatorOf(source);
      const counts: (string | undefined)[] = [];
      for (let i = 0; i < 3; i++) {
        counts.push(params(await authenticator.answer(request(), challenge(401, md5('r', 'same')))).get('nc'));
      }
      expect(counts).to.deep.equal(['00000001', '00000002', '00000003']);
    });
  }

  // @rfc 3261 §22.1
  it('is never an ACK or a CANCEL (RFC 3261 §22.1)', async () => {
    for (const method of ['ACK', 'CANCEL']) {
      expect(await authenticatorOf(alice).answer(request(method), challenge(401, md5('r', '1')))).to.equal(undefined);
    }
  });
});

describe('credentials that are sent without a challenge', () => {
  const value = 'Digest realm="r", nonce="n", qop="auth"';

  async function proven(statusCode: 401 | 407 = 401): Promise<Authenticator> {
    const authenticator = authenticatorOf(alice);
    const first = request('REGISTER', 'sip:example.com');
    const second = retry(first, await authenticator.answer(first, challenge(statusCode, value)));
    authenticator.learn(second, new IncomingResponse(200));
    return authenticator;
  }

  it('are sent only after the realm has accepted a request', async () => {
    const authenticator = authenticatorOf(alice);
    expect(authenticator.preempt(request())).to.deep.equal([]);
    await authenticator.answer(request(), challenge(401, value));
    expect(authenticator.preempt(request())).to.deep.equal([]);
  });

  it('are sent with the challenged method and to the challenged domain only', async () => {
    const authenticator = await proven();
    expect(params(authenticator.preempt(request('REGISTER', 'sip:example.com'))).get('nc')).to.equal('00000002');
    expect(authenticator.preempt(request('REGISTER', 'sip:evil.example'))).to.deep.equal([]);
    expect(authenticator.preempt(request('INVITE', 'sip:bob@example.com'))).to.deep.equal([]);
    expect(authenticator.preempt(request('CANCEL', 'sip:bob@example.com'))).to.deep.equal([]);
  });

  // @rfc 3261 §22.3
  it('are sent for a proxy with any destination (RFC 3261 §22.3)', async () => {
    const authenticator = await proven(407);
    expect(authenticator.preempt(request('INVITE', 'sip:carol@elsewhere.example'))[0]![0]).to.equal(
      'Proxy-Authorization',
    );
  });

  it('are replaced once when the server challenges with another nonce', async () => {
    const authenticator = await proven();
    const first = retry(request(), authenticator.preempt(request()));
    const fields = await authenticator.answer(first, challenge(401, 'Digest realm="r", nonce="n2", qop="auth"'));
    expect(params(fields).get('nonce')).to.equal('n2');
    const second = retry(first, fields);
    expect(await authenticator.answer(second, challenge(401, 'Digest realm="r", nonce="n3", qop="auth"'))).to.equal(
      undefined,
    );
  });

  // @rfc 7616 §3.5
  it('are no longer sent when the server proves not to know the password (RFC 7616 §3.5, rspauth)', async () => {
    const authenticator = await proven();
    const sent = retry(request(), authenticator.preempt(request()));
    const unproven = new IncomingResponse(200);
    unproven.headers.append(
      'Authentication-Info',
      `rspauth="${'0'.repeat(32)}", nc=00000002, cnonce="x", qop=auth, nextnonce="evil"`,
    );
    authenticator.learn(sent, unproven);
    expect(authenticator.preempt(request())).to.deep.equal([]);
  });
});

describe('a credentials function', () => {
  const value = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"';

  it('receives the parameters of the challenge, and may return a promise', async () => {
    const asked: ChallengeInfo[] = [];
    const authenticator = authenticatorOf(async (info) => {
      asked.push(info);
      await Promise.resolve();
      return alice;
    });
    expect(await authenticator.answer(request(), challenge(407, value))).to.have.lengthOf(1);
    expect(asked.map(({ signal: _signal, ...info }) => info)).to.deep.equal([
      {
        scheme: 'Digest',
        realm: 'r',
        algorithm: 'SHA-256',
        proxy: true,
        refused: false,
        authzServer: undefined,
        scope: undefined,
      },
    ]);
  });

  it('is called again when its credentials were rejected, and the request is given up when it returns the same ones', async () => {
    const passwords = ['old', 'new', 'new'];
    const refused: boolean[] = [];
    const authenticator = authenticatorOf((info) => {
      refused.push(info.refused);
      return { username: 'alice', password: passwords.shift()! };
    });
    const first = request();
    const second = retry(first, await authenticator.answer(first, challenge(401, value)));
    const third = retry(second, await authenticator.answer(second, challenge(401, value.replace('"n"', '"n2"'))));
    expect(third.headers.has('Authorization')).to.equal(true);
    expect(await authenticator.answer(third, challenge(401, value.replace('"n"', '"n3"')))).to.equal(undefined);
    expect(refused).to.deep.equal([false, true, true]);
  });

  it('ends the retry when it throws, rejects or returns nothing', async () => {
    const sources = [
      () => {
        throw new Error('no');
      },
      () => Promise.reject(new Error('no')),
      () => undefined,
    ];
    for (const source of sources) {
      expect(await authenticatorOf(source).answer(request(), challenge(401, value))).to.equal(undefined);
    }
  });
});

describe('Bearer (RFC 8898)', () => {
  const bearer = 'Bearer realm="r", authz_server="https://as.example/", scope="sip"';

  it('sends the token in preference to a password, and only for a Bearer challenge', async () => {
    const authenticator = authenticatorOf({ ...alice, token: 'eyJ.abc-_~+/=' });
    const fields = await authenticator.answer(request(), challenge(401, 'Digest realm="r", nonce="n"', bearer));
    expect(fields).to.deep.equal([['Authorization', 'Bearer eyJ.abc-_~+/=']]);
    const digest = await authenticator.answer(request(), challenge(401, 'Digest realm="q", nonce="n"'));
    expect(digest![0]![1]).to.match(/^Digest /);
  });

  // @rfc 6750 §5.3
  it('sends no token over a connection that is not secure, also one that was accepted before (RFC 6750 §5.3)', async () => {
    let secure = true;
    const authenticator = authenticatorOf({ ...alice, token: 'abc' }, { secure: () => secure });
    const first = request();
    authenticator.learn(
      retry(first, await authenticator.answer(first, challenge(401, bearer))),
      new IncomingResponse(200),
    );
    secure = false;
    expect(authenticator.preempt(request())).to.deep.equal([]);
    expect(await authenticator.answer(request(), challenge(401, bearer))).to.equal(undefined);
    const both = challenge(401, bearer, 'Digest realm="r", nonce="n"');
    expect(await authenticator.answer(request(), both), 'a digest after a token').to.equal(undefined);
    const fresh = authenticatorOf({ ...alice, token: 'abc' }, { secure: () => false });
    expect((await fresh.answer(request(), both))![0]![1]).to.match(/^Digest /);
  });

  it('calls the function for a new token when one is rejected, with the authorization server', async () => {
    const tokens = ['stale', 'fresh'];
    const infos: ChallengeInfo[] = [];
    const authenticator = authenticatorOf((info) => {
      infos.push(info);
      return { token: tokens.shift()! };
    });
    const first = request('REGISTER', 'sip:example.com');
    const second = retry(first, await authenticator.answer(first, challenge(401, bearer)));
    const fields = await authenticator.answer(second, challenge(401, `${bearer}, error="invalid_token"`));
    expect(fields).to.deep.equal([['Authorization', 'Bearer fresh']]);
    expect(infos[0]).to.include({ scheme: 'Bearer', authzServer: 'https://as.example/', scope: 'sip', refused: false });
    expect(infos[1]!.refused).to.equal(true);
    authenticator.learn(retry(second, fields), new IncomingResponse(200));
    expect(authenticator.preempt(request('REGISTER', 'sip:example.com'))).to.deep.equal([
      ['Authorization', 'Bearer fresh'],
    ]);
  });

  it('never sends a token with a character that the grammar does not allow', async () => {
    for (const token of ['a b', 'a\r\nX: y', 'a"b', '']) {
      expect(await authenticatorOf({ token }).answer(request(), challenge(401, bearer)), token).to.equal(undefined);
    }
  });
});

describe('secrets', () => {
  it('are neither in the JSON nor in the inspection of an authenticator', async () => {
    const authenticator = authenticatorOf(alice);
    await authenticator.answer(request(), challenge(401, 'Digest realm="r", nonce="n"'));
    expect(JSON.stringify(authenticator)).to.equal('{}');
    expect(inspect(authenticator, { depth: 9, showHidden: true })).to.not.contain(PASSWORD);
  });

  it('with a line break give no header field and no rejected promise', async () => {
    const evil = authenticatorOf({ username: 'alice\r\nX-Evil: 1', password: 'p' });
    let failure: unknown;
    const answer = await evil
      .answer(request(), challenge(401, 'Digest realm="r", nonce="n"'))
      .catch((error: unknown) => {
        failure = error;
      });
    expect(answer).to.equal(undefined);
    expect(failure, 'answer never rejects').to.equal(undefined);
  });
});
