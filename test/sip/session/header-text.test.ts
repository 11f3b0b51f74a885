/** Header text of an application is validated on entry: an invalid value throws TypeError and changes nothing (RFC 3261 §7.3). */

import { expect } from 'chai';
import type { Session } from '../../../src/sip/session/session.js';
import { settle } from '../../support/virtual-clock.js';
import { TestUA } from '../../support/test-ua.js';

const LINES: readonly (readonly [string, string])[] = [
  ['a line break', 'X-A: b\r\nX-C: d'],
  ['a bare LF', 'X-A: b\nX-C: d'],
  ['a NUL', 'X-A: b\0'],
  ['a name that is not a token', 'X A: b'],
  ['no name', ': b'],
  ['a header that the stack sets', 'Contact: <sip:eve@example.com>'],
];

type Act = (session: Session, extraHeaders: readonly string[]) => unknown;

const RINGING: readonly (readonly [string, Act])[] = [
  ['progress', (session, extraHeaders) => session.progress({ extraHeaders })],
  ['an early description', (session, extraHeaders) => session.progress({ statusCode: 183, extraHeaders })],
  ['accept', (session, extraHeaders) => session.accept({ extraHeaders })],
  ['reject', (session, extraHeaders) => session.reject({ extraHeaders })],
  ['redirect', (session, extraHeaders) => session.redirect('carol', { extraHeaders })],
  ['terminate', (session, extraHeaders) => session.terminate({ extraHeaders })],
];

const UP: readonly (readonly [string, Act])[] = [
  ['hold', (session, extraHeaders) => session.hold({ extraHeaders })],
  ['reinvite', (session, extraHeaders) => session.reinvite({ extraHeaders })],
  ['dtmf', (session, extraHeaders) => session.dtmf('1', { extraHeaders })],
  ['refer', (session, extraHeaders) => session.refer('carol', { extraHeaders })],
  ['message', (session, extraHeaders) => session.message('x', { extraHeaders })],
  ['info', (session, extraHeaders) => session.info('x', { extraHeaders })],
  ['bye', (session, extraHeaders) => session.bye({ extraHeaders })],
  ['terminate', (session, extraHeaders) => session.terminate({ extraHeaders })],
];

describe('header text of an application', () => {
  for (const [flaw, line] of LINES) {
    it(`with ${flaw} is rejected by each method of a ringing call, and the call goes on ringing`, async () => {
      const test = await TestUA.connected();
      const { session, far } = await test.ringing();
      for (const [method, act] of RINGING) expect(() => act(session, [line]), method).to.throw(TypeError);
      expect(await test.silent()).to.equal(true);
      expect(session.state.status).to.equal('incoming');
      session.accept();
      await test.replied(200);
      await far.ack();
    });

    it(`with ${flaw} is rejected by each method of an established call, and the call goes on`, async () => {
      const test = await TestUA.connected();
      const { session, invite } = await test.callEstablished();
      for (const [method, act] of UP) expect(() => act(session, [line]), method).to.throw(TypeError);
      expect(await test.silent()).to.equal(true);
      expect(session.state.status).to.equal('established');
      session.terminate();
      expect((await test.sent('BYE')).cseq.sequence).to.equal(invite.cseq.sequence + 1);
    });

    it(`with ${flaw} is rejected by cancel(), and the call can still be canceled (§9.1)`, async () => {
      const test = await TestUA.connected();
      const session = test.ua.invite('sip:bob@example.com');
      const invite = await test.sent('INVITE');
      await test.answers(invite, 180, { toTag: 'far' });
      expect(() => session.cancel({ extraHeaders: [line] })).to.throw(TypeError);
      expect(() => session.terminate({ extraHeaders: [line] })).to.throw(TypeError);
      expect(session.state.status).to.equal('early');
      void session.cancel();
      await test.sent('CANCEL');
    });

    it(`with ${flaw} is rejected by register() and unregister(), and the next register() succeeds`, async () => {
      const test = await TestUA.connected();
      expect(() => test.ua.register({ extraHeaders: [line] })).to.throw(TypeError);
      expect(test.ua.registration.state.status).to.equal('unregistered');
      expect(await test.silent()).to.equal(true);
      const again = test.ua.register();
      const register = await test.sent('REGISTER');
      await test.answers(register, 200, { extra: [`Contact: ${register.headers.get('Contact')}`] });
      await again;
      expect(() => test.ua.unregister({ extraHeaders: [line] })).to.throw(TypeError);
      expect(test.ua.isRegistered()).to.equal(true);
      expect(await test.silent()).to.equal(true);
    });
  }

  for (const [what, options] of [
    ['a status code below 100', { statusCode: 99 }],
    ['a status code that is not a number', { statusCode: '486\r\nX: y' as never }],
    ['a reason phrase of two lines', { statusCode: 486, reasonPhrase: 'a\r\nX: y' }],
    ['a content type of two lines', { statusCode: 486, body: 'x', contentType: 'text/plain\r\nX: y' }],
  ] as const) {
    it(`with ${what} is rejected in every state, and the state stays the same`, async () => {
      const test = await TestUA.connected();
      const calling = test.ua.invite('sip:bob@example.com');
      const invite = await test.sent('INVITE');
      await test.answers(invite, 180, { toTag: 'far' });
      const up = (await test.callEstablished()).session;
      const { session: ringing } = await test.ringing();
      for (const session of [calling, up, ringing]) {
        const before = session.state.status;
        expect(() => session.terminate(options), before).to.throw(TypeError);
        expect(session.state.status).to.equal(before);
      }
      expect(() => ringing.accept({ ...options, statusCode: 200, reasonPhrase: 'a\nb' })).to.throw(TypeError);
      expect(await test.silent()).to.equal(true);
      calling.terminate({ statusCode: 600, reasonPhrase: 'fine' });
      expect((await test.sent('CANCEL')).headers.get('Reason')).to.equal('SIP;cause=600;text="fine"');
    });
  }

  // @rfc 3261 §15
  it('is validated before a BYE that has to wait for the ACK (§15)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    session.accept();
    await test.replied(200);
    expect(() => session.terminate({ statusCode: 500, reasonPhrase: 'a\r\nb' })).to.throw(TypeError);
    expect(() => session.terminate({ body: 'x', contentType: 'a\r\nb' })).to.throw(TypeError);
    session.terminate({ statusCode: 500 });
    await settle();
    expect(await test.silent()).to.equal(true);
    await far.ack();
    expect((await test.sent('BYE')).headers.get('Reason')).to.equal('SIP;cause=500');
  });

  it('with a content type of two lines is rejected by info()', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    expect(() => session.info('x', { contentType: 'a/b\r\nX: y' })).to.throw(TypeError);
    void session.info('x');
    expect((await test.sent('INFO')).cseq.sequence).to.equal(invite.cseq.sequence + 1);
  });
});
