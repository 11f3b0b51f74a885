/** When the media of a session is closed: as soon as the user ends it, before the last response (RFC 3261 §9.1, §15). */

import { expect } from 'chai';
import { sdp } from '../../support/fake-description-handler.js';
import { TestUA } from '../../support/test-ua.js';

const T1 = 500;

describe('The media of a session that the user ends', () => {
  describe('is closed at once (H1)', () => {
    it('where the ACK to the 2xx has not arrived, though BYE waits for it (§15)', async () => {
      const test = await TestUA.connected();
      const { session } = await test.ringing();
      session.accept();
      await test.replied(200);
      session.terminate();
      expect(test.handler.closed).to.equal(true);
      expect(session.state.status).to.equal('ending');
      await test.clock.advance(64 * T1);
      expect(test.outbox.at(-1)).to.match(/^BYE /);
      expect(session.state.status).to.equal('ended');
    });

    const waits: [what: string, statusCode?: number, body?: string][] = [
      ['where the server is silent'],
      ['where the server sent 100 and nothing else', 100],
      ['where the callee rings and ignores CANCEL', 180, ''],
      ['where the sender of early media ignores CANCEL', 183, sdp()],
    ];
    for (const [what, statusCode, body] of waits)
      it(`${what} (§9.1)`, async () => {
        const test = await TestUA.connected();
        const session = test.ua.invite('sip:bob@example.com');
        const invite = await test.sent('INVITE');
        if (statusCode === 100) await test.answers(invite, 100);
        else if (statusCode !== undefined) await test.answersSdp(invite, statusCode, { body: body ?? '' });
        session.terminate();
        expect(test.handler.closed).to.equal(true);
        expect(session.state.status).to.equal('ending');
      });

    it('while the user agent waits for the credentials of the INVITE', async () => {
      const test = await TestUA.connected({ credentials: () => new Promise(() => undefined) });
      const session = test.ua.invite('sip:bob@example.com');
      const invite = await test.sent('INVITE');
      await test.answers(invite, 407, {
        toTag: 'p',
        extra: ['Proxy-Authenticate: Digest realm="example.com", nonce="n", algorithm=MD5, qop="auth"'],
      });
      session.terminate();
      expect(test.handler.closed).to.equal(true);
    });

    it('where it is rejected', async () => {
      const test = await TestUA.connected();
      const { session } = await test.ringing();
      session.progress({ statusCode: 183 });
      await test.replied(183);
      session.reject({ statusCode: 603 });
      expect(test.handler.closed).to.equal(true);
    });
  });

  it('stays closed when a 2xx crosses the CANCEL: the call is accepted and ended with BYE (§9.1)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite, 183);
    session.terminate();
    await test.sent('CANCEL');
    const before = test.handler.asked.length;
    await test.answersSdp(invite);
    await test.sent('ACK');
    await test.sent('BYE');
    expect(test.handlers).to.have.length(1);
    expect(test.handler.asked.slice(before).every(({ what }) => what === 'close')).to.equal(true);
    expect(session.sessionDescriptionHandler).to.equal(test.handler);
  });

  it('is not created for a session that is being ended', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com', { inviteWithoutSdp: true });
    await test.sent('INVITE');
    session.terminate();
    expect(session.sessionDescriptionHandler).to.equal(undefined);
    expect(test.handlers).to.have.length(0);
  });
});

describe('A description handler', () => {
  it('receives each status of an outgoing session before the listeners of stateChange', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const known: (string | undefined)[] = [];
    session.on('stateChange', ({ status }) => known.push(test.handler.statuses.at(-1) === status ? status : undefined));
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite, 183);
    await test.answersSdp(invite);
    expect(test.handler.statuses).to.deep.equal(['initial', 'calling', 'early', 'established']);
    expect(known).to.deep.equal(['calling', 'early', 'established']);
  });

  it('receives each status of an incoming session, from early media to the answer', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.progress({ statusCode: 183 });
    await test.replied(183);
    session.accept();
    await test.replied(200);
    expect(test.handler.statuses).to.deep.equal(['incoming', 'answering', 'established']);
  });

  it('that throws on a status does not disturb the call; the error is logged', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    test.handler.follow = () => {
      throw new Error('a handler of the page');
    };
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    expect(session.state.status).to.equal('established');
    expect(test.log.join('\n')).to.contain('a handler of the page');
  });
});
