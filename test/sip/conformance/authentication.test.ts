/** Conformance over the wire: challenges (RFC 3261 §22, RFC 7616, RFC 8760). T-numbers are those of the conformance table. */

import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { parseAuthParams } from '../../../src/sip/message/header/auth.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

const hash = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');

function credentials(request: IncomingRequest, name = 'Authorization'): Map<string, string> {
  const value = request.headers.get(name);
  if (!value) throw new Error(`no ${name} in ${request.startLine}`);
  return parseAuthParams(value.replace(/^\w+\s+/, ''))!;
}

const www = (params: string): string => `WWW-Authenticate: Digest ${params}`;
const proxy = (params: string): string => `Proxy-Authenticate: Digest ${params}`;

async function calling(options: ConstructorParameters<typeof TestUA>[0] = {}) {
  const test = await TestUA.connected({ password: 'secret', realm: ['p', 'q', 'r', 'u'], ...options });
  const session = test.ua.invite('sip:bob@example.com');
  return { test, session, invite: await test.sent('INVITE') };
}

describe('challenges', () => {
  // @rfc 3261 §22.3
  it('T01: a 407 and then a 401 are both answered, and the third INVITE carries both credentials (§22.3)', async () => {
    const { test, session, invite } = await calling();
    await test.answers(invite, 407, { toTag: 'p', extra: [proxy('realm="p", nonce="1", qop="auth"')] });
    await test.sent('ACK');
    const second = await test.sent('INVITE');
    await test.answers(second, 401, { toTag: 'u', extra: [www('realm="u", nonce="2", qop="auth"')] });
    await test.sent('ACK');
    const third = await test.sent('INVITE');
    expect(credentials(third, 'Proxy-Authorization').get('realm')).to.equal('p');
    expect(credentials(third).get('realm')).to.equal('u');
    expect(third.cseq.sequence).to.equal(invite.cseq.sequence + 2);
    await test.answersSdp(third);
    const ack = await test.sent('ACK');
    expect(credentials(ack).get('realm')).to.equal('u');
    expect(credentials(ack, 'Proxy-Authorization').get('realm')).to.equal('p');
    expect(ack.cseq.sequence).to.equal(third.cseq.sequence);
    expect(session.state.status).to.equal('established');
  });

  for (const [server, goes] of [
    ['wss://pbx.example.com', true],
    ['ws://localhost:8080/sip', true],
    ['ws://pbx.localhost/', true],
    ['ws://127.0.0.1/', true],
    ['ws://[::1]:5066/', true],
    ['ws://pbx.example.com', false],
    ['ws://localhost.example.com', false],
    ['ws://127.0.0.1.example.com', false],
  ] as const) {
    // @rfc 8898 §5
    it(`a token is ${goes ? 'sent' : 'not sent, with a warning in the log,'} over ${server} (RFC 8898 §5, RFC 6750 §5.3)`, async () => {
      const test = await TestUA.connected({ token: 'abc', realm: 'r', tokenMethods: ['MESSAGE'], servers: server });
      const context = test.ua.message('sip:bob@example.com', 'hi');
      await test.answers(await test.sent('MESSAGE'), 401, { extra: ['WWW-Authenticate: Bearer realm="r"'] });
      expect(test.log.some((line) => line.includes('is not encrypted'))).to.equal(!goes);
      if (goes) expect((await test.sent('MESSAGE')).headers.get('Authorization')).to.equal('Bearer abc');
      else expect((await context.final).statusCode).to.equal(401);
    });
  }

  // @rfc 3261 §22.3
  it('a request carries the credentials of every proxy that has accepted a request to the same address (§22.3)', async () => {
    const { test, invite } = await calling();
    await test.answers(invite, 407, { toTag: 'p', extra: [proxy('realm="p", nonce="1", qop="auth"')] });
    await test.sent('ACK');
    await test.answers(await test.sent('INVITE'), 407, {
      toTag: 'q',
      extra: [proxy('realm="q", nonce="2", qop="auth"')],
    });
    await test.sent('ACK');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    test.ua.message('sip:carol@example.com', 'hi');
    // The proxy may be the callee: a request to another address does not carry its credentials.
    expect((await test.sent('MESSAGE')).headers.has('Proxy-Authorization')).to.equal(false);
    test.ua.message('sip:bob@example.com', 'hi');
    const realms = (await test.sent('MESSAGE')).headers.getAll('Proxy-Authorization');
    expect(realms.map((value) => /realm="(\w)"/.exec(value)![1])).to.deep.equal(['p', 'q']);
  });

  for (const [first, second] of [
    ['MD5', 'SHA-256'],
    ['SHA-256', 'MD5'],
  ]) {
    it(`T02: the stronger algorithm of ${first} and ${second} is used (RFC 8760 §2.4)`, async () => {
      const { test, invite } = await calling();
      const offers = [first, second].map((algorithm) =>
        www(`realm="r", nonce="n", algorithm=${algorithm}, qop="auth"`),
      );
      await test.answers(invite, 401, { toTag: 'u', extra: offers });
      await test.sent('ACK');
      expect(credentials(await test.sent('INVITE')).get('algorithm')).to.equal('SHA-256');
    });
  }

  // @rfc 7616 §3.4.3
  it('T03: the response with auth-int covers the body (RFC 7616 §3.4.3)', async () => {
    const { test, invite } = await calling();
    await test.answers(invite, 401, {
      toTag: 'u',
      extra: [www('realm="r", nonce="n", algorithm=MD5, qop="auth-int"')],
    });
    await test.sent('ACK');
    const retry = await test.sent('INVITE');
    const sent = credentials(retry);
    const a1 = hash('md5', 'alice:r:secret');
    const a2 = hash('md5', `INVITE:sip:bob@example.com:${hash('md5', retry.body)}`);
    const expected = hash('md5', [a1, 'n', sent.get('nc'), sent.get('cnonce'), 'auth-int', a2].join(':'));
    expect(retry.body).not.to.equal('');
    expect(sent.get('response')).to.equal(expected);
  });

  // @rfc 7616 §3.4.5
  it('T04: a new nonce after stale=true starts with nc=00000001 (RFC 7616 §3.4.5)', async () => {
    const { test, invite } = await calling();
    await test.answers(invite, 401, { toTag: 'u', extra: [www('realm="r", nonce="old", qop="auth"')] });
    await test.sent('ACK');
    const second = await test.sent('INVITE');
    expect(credentials(second).get('nc')).to.equal('00000001');
    await test.answers(second, 401, { toTag: 'u', extra: [www('realm="r", nonce="new", qop="auth", stale=true')] });
    await test.sent('ACK');
    const third = credentials(await test.sent('INVITE'));
    expect(third.get('nonce')).to.equal('new');
    expect(third.get('nc')).to.equal('00000001');
  });

  // @rfc 3261 §9.1
  it('T07: a call that is canceled before its challenge is not sent again (§9.1)', async () => {
    const { test, session, invite } = await calling();
    session.terminate();
    await test.answers(invite, 401, { toTag: 'u', extra: [www('realm="r", nonce="n", qop="auth"')] });
    await test.sent('ACK');
    expect(await test.silent()).to.equal(true);
    expect(session.state).to.include({ status: 'ended', cause: 'Canceled' });
  });

  it('T07: a call that is canceled while it waits for credentials is not sent again', async () => {
    let give: (value: { password: string }) => void = () => undefined;
    const { test, session, invite } = await calling({ credentials: () => new Promise((resolve) => (give = resolve)) });
    await test.answers(invite, 401, { toTag: 'u', extra: [www('realm="r", nonce="n", qop="auth"')] });
    await test.sent('ACK');
    session.terminate();
    give({ password: 'secret' });
    expect(await test.silent()).to.equal(true);
    expect(session.state).to.include({ status: 'ended', cause: 'Canceled' });
  });

  // @rfc 3261 §22.2
  it('T15: the request after a challenged INFO has the next CSeq (§22.2)', async () => {
    const test = await TestUA.connected({ password: 'secret', realm: 'r' });
    const { session, invite } = await test.callEstablished();
    const n = invite.cseq.sequence;
    session.dtmf('1');
    const info = await test.sent('INFO');
    expect(info.cseq.sequence).to.equal(n + 1);
    await test.answers(info, 401, { extra: [www('realm="r", nonce="n", qop="auth"')] });
    const retry = await test.sent('INFO');
    expect(retry.cseq.sequence).to.equal(n + 2);
    await test.answers(retry, 200);
    session.dtmf('2');
    await test.clock.advance(700);
    expect((await test.sent('INFO')).cseq.sequence).to.equal(n + 3);
  });

  it('T35: a configured ha1 is never logged', async () => {
    const ha1 = hash('md5', 'alice:r:secret');
    const { test, invite } = await calling({ password: undefined, ha1, traceSip: true });
    await test.answers(invite, 401, { toTag: 'u', extra: [www('realm="r", nonce="n", qop="auth"')] });
    await test.sent('ACK');
    expect(credentials(await test.sent('INVITE')).get('response')).to.have.length(32);
    const shown = [...test.log, JSON.stringify(test.ua), JSON.stringify(test.ua.configuration)].join('\n');
    expect(shown).to.contain('INVITE sip:bob@example.com');
    expect(shown).not.to.contain(ha1);
    expect(shown).not.to.match(/cnonce=/);
  });

  // @rfc 8760
  it('T39: a challenge with SHA-256 only is answered (RFC 8760)', async () => {
    const { test, invite } = await calling();
    await test.answers(invite, 401, {
      toTag: 'u',
      extra: [www('realm="r", nonce="n", algorithm=SHA-256, qop="auth"')],
    });
    await test.sent('ACK');
    const sent = credentials(await test.sent('INVITE'));
    const a2 = hash('sha256', 'INVITE:sip:bob@example.com');
    const parts = [hash('sha256', 'alice:r:secret'), 'n', sent.get('nc'), sent.get('cnonce'), 'auth', a2];
    expect(sent.get('response')).to.equal(hash('sha256', parts.join(':')));
  });

  it('a challenge of a BYE is answered in the dialog', async () => {
    const test = await TestUA.connected({ password: 'secret', realm: 'p' });
    const { session, far } = await test.answered();
    session.terminate();
    const bye = await test.sent('BYE');
    await test.answers(bye, 407, { extra: [proxy('realm="p", nonce="1", qop="auth"')] });
    const again = await test.sent('BYE');
    expect(again.cseq.sequence).to.equal(bye.cseq.sequence + 1);
    expect(again.toTag).to.equal(far.fromTag);
  });

  it('a received request with a WWW-Authenticate gets a response without credentials', async () => {
    const test = await TestUA.connected({ password: 'secret' });
    await new RemoteCall(test).request('OPTIONS', { extra: [www('realm="r", nonce="n"')] });
    expect((await test.replied(200)).headers.has('Authorization')).to.equal(false);
  });
});
