/** A call with a sips URI has a sips Contact, so that later requests use TLS too (RFC 3261 §8.1.1.8, §12.1.1). */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

const schemeOf = (message: { contact: { uri: { scheme: string } } | undefined }): string | undefined =>
  message.contact?.uri.scheme;

describe('a call to a sips address', () => {
  // @rfc 3261 §8.1.1.8
  it('has a sips Contact in its INVITE and in each target refresh request (§8.1.1.8, §12.2.1.1)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sips:bob@example.com');
    const invite = await test.sent('INVITE');
    expect(schemeOf(invite)).to.equal('sips');
    await test.answersSdp(invite);
    await test.sent('ACK');
    session.hold().catch(() => undefined);
    expect(schemeOf(await test.sent('INVITE'))).to.equal('sips');
    session.refer('carol');
    expect(schemeOf(await test.sent('REFER'))).to.equal('sips');
    await test.receives(RemoteCall.of(test, invite).text('UPDATE').replace('UPDATE sip:', 'UPDATE sips:'));
    expect(schemeOf(await test.replied(200))).to.equal('sips');
  });

  // @rfc 5627 §4.4
  it('uses the GRUU of the registrar as a sips URI, and the temporary one where it is anonymous (RFC 5627 §4.4)', async () => {
    const test = await TestUA.connected({ register: true });
    const register = await test.sent('REGISTER');
    const uri = register.contact!.uri.toRaw();
    await test.answers(register, 200, {
      extra: [`Contact: <${uri}>;pub-gruu="sip:alice@example.com;gr=x";temp-gruu="sip:t@example.com;gr"`],
    });
    test.ua.invite('sips:bob@example.com');
    expect((await test.sent('INVITE')).contact?.uri.toString()).to.equal('sips:alice@example.com;gr=x');
    test.ua.invite('sips:bob@example.com', { anonymous: true });
    expect((await test.sent('INVITE')).contact?.uri.toString()).to.equal('sips:t@example.com;gr');
    test.ua.invite('sip:bob@example.com');
    expect((await test.sent('INVITE')).contact?.uri.toString()).to.equal('sip:alice@example.com;gr=x');
  });

  it('has a sips Contact also where a 302 redirects the call from a sip URI to a sips URI', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const first = await test.sent('INVITE');
    expect(schemeOf(first)).to.equal('sip');
    await test.answers(first, 302, { toTag: 'r', extra: ['Contact: <sips:carol@example.com>'] });
    await test.sent('ACK');
    const second = await test.sent('INVITE');
    expect(schemeOf(second)).to.equal('sips');
    await test.answersSdp(second);
    await test.sent('ACK');
    session.hold().catch(() => undefined);
    expect(schemeOf(await test.sent('INVITE'))).to.equal('sips');
  });
});

describe('an incoming call with a sips URI', () => {
  const ways: readonly (readonly [string, (text: string) => string])[] = [
    ['Request-URI', (text) => text.replace('INVITE sip:', 'INVITE sips:')],
    ['top Record-Route', (text) => text.replace('CSeq:', 'Record-Route: <sips:p.example.com;lr>\r\nCSeq:')],
    ['Contact, without a Record-Route,', (text) => text.replace('Contact: <sip:', 'Contact: <sips:')],
  ];
  for (const [where, change] of ways) {
    it(`in its ${where} is answered with a sips Contact (§12.1.1)`, async () => {
      const test = await TestUA.connected();
      const far = new RemoteCall(test);
      test.ua.on('invite', (session) => void session.accept());
      await test.receives(change(far.text('INVITE', { body: sdp() })));
      expect(schemeOf(await test.replied(200))).to.equal('sips');
    });
  }

  // @rfc 3261 §12.1.1
  it('in its Contact, behind a proxy with a sip Record-Route, is answered with a sip Contact (§12.1.1)', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', (session) => void session.accept());
    const text = new RemoteCall(test).text('INVITE', { body: sdp(), extra: ['Record-Route: <sip:p.example.com;lr>'] });
    await test.receives(text.replace('Contact: <sip:', 'Contact: <sips:'));
    expect(schemeOf(await test.replied(200))).to.equal('sip');
  });

  it('has a sips Contact in its re-INVITE, too', async () => {
    const test = await TestUA.connected();
    const far = new RemoteCall(test);
    test.ua.on('invite', (session) => void session.accept().on('confirmed', () => void session.hold()));
    await test.receives(far.text('INVITE', { body: sdp() }).replace('INVITE sip:', 'INVITE sips:'));
    far.toTag = (await test.replied(200)).toTag;
    await far.ack();
    expect(schemeOf(await test.sent('INVITE'))).to.equal('sips');
  });
});
