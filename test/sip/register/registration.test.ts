/** REGISTER and its responses over the wire (RFC 3261 §10, RFC 5626, RFC 5627, RFC 3608). */

import { expect } from 'chai';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { SipError } from '../../../src/sip/base/errors.js';
import { TestUA } from '../../support/test-ua.js';
import { settle } from '../../support/virtual-clock.js';

/** The binding as a registrar returns it. */
function binding(request: IncomingRequest, params = ''): string {
  return `Contact: <${request.contact!.uri.toRaw()}>${params}`;
}

async function registered(options: ConstructorParameters<typeof TestUA>[0] = {}, params = ';expires=600') {
  const test = await TestUA.connected({ register: true, ...options });
  const request = await test.sent('REGISTER');
  await test.answers(request, 200, { extra: [binding(request, params)] });
  return { test, request };
}

describe('a registration', () => {
  // @rfc 3261 §10.2
  // @rfc 5626 §4.2
  it('binds the flow with an instance, a reg-id and a lifetime (§10.2, RFC 5626 §4.2)', async () => {
    const { test, request } = await registered({ instanceId: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6' });
    expect(request.uri.toString()).to.equal('sip:example.com');
    expect(request.to.uri.toString()).to.equal('sip:alice@example.com');
    expect(request.contact?.params.get('+sip.instance')).to.equal('<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>');
    expect(request.contact?.params.get('reg-id')).to.equal('1');
    expect(request.contact?.params.get('expires')).to.equal('600');
    expect(request.hasOption('Supported', 'outbound')).to.equal(true);
    expect(request.hasOption('Supported', 'path')).to.equal(true);
    expect(test.ua.isRegistered()).to.equal(true);
  });

  // @rfc 3261 §10.2.4
  it('is refreshed between 50 and 85 % of its lifetime, with the same Call-ID and the next CSeq (§10.2.4)', async () => {
    const { test, request } = await registered({ random: () => 0.5 });
    await test.clock.advance(600_000 * 0.675 - 1);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    const again = await test.sent('REGISTER');
    expect(again.callId).to.equal(request.callId);
    expect(again.cseq.sequence).to.equal(request.cseq.sequence + 1);
    expect(again.fromTag).to.equal(request.fromTag);
  });

  it('answers a challenge and continues CSeq and nonce count from it', async () => {
    const test = await TestUA.connected({ register: true, password: 'secret' });
    const first = await test.sent('REGISTER');
    await test.answers(first, 401, {
      extra: ['WWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"'],
    });
    const second = await test.sent('REGISTER');
    expect(second.headers.get('Authorization')).to.match(/^Digest username="alice"/);
    expect(second.cseq.sequence).to.equal(first.cseq.sequence + 1);
    await test.answers(second, 200, { extra: [binding(second, ';expires=100')] });
    await test.clock.advance(50_000);
    const third = await test.sent('REGISTER');
    expect(third.cseq.sequence).to.equal(second.cseq.sequence + 1);
    expect(third.headers.get('Authorization')).to.match(/nc=00000002/);
  });

  it('reports a wrong password once and is not tried again', async () => {
    const test = new TestUA({ register: true, password: 'wrong' });
    const failures: (number | undefined)[] = [];
    test.ua.on('registrationFailed', (response) => void failures.push(response?.statusCode));
    await test.ua.start();
    const challenge = { extra: ['WWW-Authenticate: Digest realm="r", nonce="n1", qop="auth"'] };
    await test.answers(await test.sent('REGISTER'), 401, challenge);
    await test.answers(await test.sent('REGISTER'), 401, {
      extra: ['WWW-Authenticate: Digest realm="r", nonce="n2", qop="auth"'],
    });
    expect(failures).to.deep.equal([401]);
    await test.clock.advance(3_600_000);
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 3261 §10.2.2
  it('removes its binding with a lifetime of 0 (§10.2.2)', async () => {
    const { test } = await registered();
    const gone = test.ua.unregister();
    const request = await test.sent('REGISTER');
    expect(request.contact?.params.get('expires')).to.equal('0');
    await test.answers(request, 200);
    await gone;
    expect(test.ua.isRegistered()).to.equal(false);
  });

  it('removes all bindings of the address-of-record with Contact: *', async () => {
    const { test } = await registered();
    const gone = test.ua.unregister({ all: true });
    const request = await test.sent('REGISTER');
    expect(request.contactStar).to.equal(true);
    expect(request.expires).to.equal(0);
    await test.answers(request, 200);
    await gone;
  });

  // @rfc 3261 §10.2.8
  it('uses the Min-Expires of a 423, once (§10.2.8)', async () => {
    const test = await TestUA.connected({ register: true, registerExpires: 60 });
    await test.answers(await test.sent('REGISTER'), 423, { extra: ['Min-Expires: 1800'] });
    const second = await test.sent('REGISTER');
    expect(second.contact?.params.get('expires')).to.equal('1800');
    await test.answers(second, 423, { extra: ['Min-Expires: 1800'] });
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 5626 §11.6
  it('is sent without outbound after a 439 of a proxy (RFC 5626 §11.6)', async () => {
    const test = await TestUA.connected({ register: true });
    await test.answers(await test.sent('REGISTER'), 439);
    const second = await test.sent('REGISTER');
    expect(second.contact?.params.has('reg-id')).to.equal(false);
    expect(second.hasOption('Supported', 'outbound')).to.equal(false);
  });

  // @rfc 3261 §21.5.4
  it('is tried again after the Retry-After of a 503 (§21.5.4)', async () => {
    const test = await TestUA.connected({ register: true });
    await test.answers(await test.sent('REGISTER'), 503, { extra: ['Retry-After: 40'] });
    await test.clock.advance(39_999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    await test.sent('REGISTER');
  });

  it('is tried again after 5 s at least when Retry-After is 0', async () => {
    const test = await TestUA.connected({ register: true });
    await test.answers(await test.sent('REGISTER'), 500, { extra: ['Retry-After: 0'] });
    await test.clock.advance(4_999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    await test.sent('REGISTER');
  });

  // @rfc 5626 §11.5
  it('treats a 430 as 400: no retry and no other server (RFC 5626 §11.5)', async () => {
    const test = await TestUA.connected({ register: true, servers: ['wss://a.example.com', 'wss://b.example.com'] });
    const failures: unknown[] = [];
    test.ua.on('registrationFailed', (response) => void failures.push(response?.statusCode));
    await test.answers(await test.sent('REGISTER'), 430);
    await test.clock.advance(3_600_000);
    expect(await test.silent()).to.equal(true);
    expect(failures).to.deep.equal([430]);
    expect(test.network.sockets).to.have.lengthOf(1);
    expect(test.ua.registration.state).to.deep.equal({ status: 'failed' });
  });

  // @rfc 3608 §6.1
  // @rfc 5627 §4.4
  it('provides the GRUU for the Contact and the Service-Route of calls (RFC 5627 §4.4, RFC 3608 §6.1)', async () => {
    const test = await TestUA.connected({ register: true });
    const request = await test.sent('REGISTER');
    const gruu = ';pub-gruu="sip:alice@example.com;gr=urn:uuid:f81d"';
    await test.answers(request, 200, {
      extra: [binding(request, gruu), 'Service-Route: <sip:p1.example.com;lr>, <sip:p2.example.com;lr>'],
    });
    test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    expect(invite.contact?.uri.toString()).to.equal('sip:alice@example.com;gr=urn:uuid:f81d');
    expect(invite.routes.map((route) => route.uri.host)).to.deep.equal(['p1.example.com', 'p2.example.com']);
  });

  // @rfc 5627 §4.2
  it('drops the GRUU and the Service-Route when its binding is removed (RFC 5627 §4.2, RFC 3608 §6.1)', async () => {
    const test = await TestUA.connected({ register: true });
    const request = await test.sent('REGISTER');
    const gruu = ';pub-gruu="sip:alice@example.com;gr=urn:uuid:f81d"';
    const extra = [binding(request, gruu), 'Service-Route: <sip:p1.example.com;lr>', 'Require: outbound'];
    await test.answers(request, 200, { extra });
    const leaving = test.ua.unregister();
    const goodbye = await test.sent('REGISTER');
    await test.answers(goodbye, 200);
    await leaving;
    test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    expect(invite.contact?.uri.toString()).to.equal(request.contact?.uri.toString());
    expect(invite.routes).to.deep.equal([]);
  });

  it('distinguishes an unregister() that was rejected from one without a response', async () => {
    const { test } = await registered();
    const refused = test.ua.unregister().catch((error: SipError) => error);
    await test.answers(await test.sent('REGISTER'), 403);
    expect(await refused).to.include({ kind: 'authentication', statusCode: 403 });
    const again = test.ua.register();
    const request = await test.sent('REGISTER');
    await test.answers(request, 200, { extra: [binding(request)] });
    await again;
    const silent = test.ua.unregister().catch((error: SipError) => error);
    await test.sent('REGISTER');
    await test.clock.advance(32_000);
    expect(await silent).to.include({ kind: 'timeout', statusCode: 408 });
  });

  describe('with a server that starts, and takes connections before requests', () => {
    /** Connects when the attempt before has failed. */
    async function afterRefusal(): Promise<TestUA> {
      const { test } = await registered();
      const { onconnect } = test.network;
      test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
      const first = test.network.sockets.length;
      test.socket.serverCloses();
      while (test.network.sockets.length === first) await test.clock.advance(100);
      await settle();
      test.network.onconnect = onconnect;
      while (test.network.sockets.length === first + 1) await test.clock.advance(100);
      await settle();
      return test;
    }

    // @rfc 3261 §10.2
    it('sends its REGISTER 0.3 s after the connection, and once', async () => {
      const test = await afterRefusal();
      await test.clock.advance(299);
      expect(await test.silent()).to.equal(true);
      await test.clock.advance(1);
      const register = await test.sent('REGISTER');
      await test.clock.advance(31_000);
      expect(await test.silent()).to.equal(true);
      await test.answers(register, 200, { extra: [binding(register, ';expires=600')] });
      expect(test.ua.isRegistered()).to.equal(true);
    });

    it('sends no further one where the application registers in these 0.3 s', async () => {
      const test = await afterRefusal();
      void test.ua.register();
      const register = await test.sent('REGISTER');
      await test.clock.advance(300);
      await test.answers(register, 200, { extra: [binding(register, ';expires=600')] });
      await test.clock.advance(1000);
      expect(await test.silent()).to.equal(true);
    });

    it('leaves no timer when the connection is lost, or the user agent stopped, in these 0.3 s', async () => {
      const lost = await afterRefusal();
      lost.socket.serverCloses();
      await settle();
      await lost.clock.advance(300);
      expect(await lost.silent()).to.equal(true);
      const stopped = await afterRefusal();
      await stopped.ua.stop();
      expect(stopped.clock.pending).to.equal(0);
    });
  });

  it('that waits for the one before rejects when the user agent stops, and no event is emitted later', async () => {
    const test = await TestUA.connected({ register: true });
    await test.sent('REGISTER');
    const emitted: string[] = [];
    test.ua.on('registrationFailed', () => void emitted.push('registrationFailed'));
    const waiting = test.ua.register().catch((error: SipError) => error.kind);
    const stopped = test.ua.stop();
    await test.clock.advance(5000);
    await stopped;
    expect(await waiting).to.equal('transport');
    await test.clock.advance(60_000);
    expect(emitted).to.deep.equal([]);
    expect(test.clock.pending).to.equal(0);
  });

  // @rfc 5626 §4.3
  it('adds the ob parameter to the Contact of calls only when the registrar supports outbound (RFC 5626 §4.3)', async () => {
    const { test } = await registered();
    test.ua.invite('sip:bob@example.com');
    expect((await test.sent('INVITE')).contact?.uri.params.has('ob')).to.equal(false);
    const other = await TestUA.connected({ register: true });
    const request = await other.sent('REGISTER');
    await other.answers(request, 200, { extra: [binding(request), 'Require: outbound'] });
    other.ua.invite('sip:bob@example.com');
    expect((await other.sent('INVITE')).contact?.uri.params.has('ob')).to.equal(true);
  });

  it('is sent again when the connection is established again', async () => {
    const { test, request } = await registered();
    const emitted: string[] = [];
    test.ua.on('unregistered', () => void emitted.push('unregistered'));
    test.ua.on('registered', () => void emitted.push('registered'));
    test.socket.serverCloses();
    expect(emitted).to.deep.equal(['unregistered']);
    await test.clock.advance(2000);
    const again = await test.sent('REGISTER');
    expect(again.callId).to.equal(request.callId);
    await test.answers(again, 200, { extra: [binding(again)] });
    expect(emitted).to.deep.equal(['unregistered', 'registered']);
  });
});
