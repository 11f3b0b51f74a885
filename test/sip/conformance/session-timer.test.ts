/** Conformance over the wire: session timers, UPDATE, redirection. T-numbers are those of the conformance table. */

import { expect } from 'chai';
import { URI } from '../../../src/sip/message/uri.js';
import { sdp } from '../../support/fake-description-handler.js';
import { FAR_CONTACT, RemoteCall, TestUA } from '../../support/test-ua.js';

const refreshedByUs = {
  extra: ['Session-Expires: 600;refresher=uac', 'Require: timer', 'Allow: INVITE, ACK, BYE, UPDATE'],
};

describe('session timers and UPDATE', () => {
  // @rfc 3311 §5.2
  it('T24: answer an UPDATE in the dialog with 200 and an SDP answer (RFC 3311 §5.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    await far.request('UPDATE', { body: sdp('sendonly') });
    const response = await test.replied(200);
    expect(response.body).to.equal(sdp('sendrecv', 2));
    expect(response.contact).not.to.equal(undefined);
    expect(session.remoteHold).to.equal(true);
    await test.clock.advance(2000);
    expect(await test.silent(), 'an UPDATE has no ACK to wait for').to.equal(true);
  });

  it('T24: reject an UPDATE that crosses a local offer with 491', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    session.hold().catch(() => undefined);
    await test.sent('INVITE');
    await RemoteCall.of(test, invite).request('UPDATE', { body: sdp() });
    await test.replied(491);
  });

  // @rfc 4028 §7.3
  it('T28: send the INVITE again with the Min-SE of a 422 (RFC 4028 §7.3)', async () => {
    const test = await TestUA.connected({ sessionExpires: 300 });
    const session = test.ua.invite('sip:bob@example.com');
    const first = await test.sent('INVITE');
    expect(first.headers.get('Session-Expires')).to.equal('300');
    expect(first.hasOption('Supported', 'timer')).to.equal(true);
    await test.answers(first, 422, { toTag: 'p', extra: ['Min-SE: 1800'] });
    await test.sent('ACK');
    const second = await test.sent('INVITE');
    expect(second.headers.get('Session-Expires')).to.equal('1800');
    expect(second.headers.get('Min-SE')).to.equal('1800');
    expect(second.callId).to.equal(first.callId);
    expect(second.cseq.sequence).to.equal(first.cseq.sequence + 1);
    expect(second.body).to.equal(first.body);
    await test.answersSdp(second);
    await test.sent('ACK');
    expect(session.state.status).to.equal('established');
  });

  it('T28: end the call when the 422 is repeated', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 422, { toTag: 'p', extra: ['Min-SE: 2000'] });
    await test.sent('ACK');
    await test.answers(await test.sent('INVITE'), 422, { toTag: 'p', extra: ['Min-SE: 2000'] });
    await test.sent('ACK');
    expect(session.state).to.include({ status: 'ended', statusCode: 422 });
  });

  // @rfc 4028 §10
  it('T41: send a refresh that is due during a re-INVITE after it (RFC 4028 §10)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished(refreshedByUs);
    await test.clock.advance(299_000);
    session.hold().catch(() => undefined);
    const reinvite = await test.sent('INVITE');
    expect(reinvite.headers.get('Session-Expires')).to.equal('600;refresher=uac');
    await test.answers(reinvite, 100);
    await test.clock.advance(1000);
    expect(await test.silent()).to.equal(true);
    await test.answers(reinvite, 488);
    await test.sent('ACK');
    const update = await test.sent('UPDATE');
    await test.answers(update, 200, { extra: [FAR_CONTACT, 'Session-Expires: 600;refresher=uac'] });
    await test.clock.advance(299_999);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    await test.sent('UPDATE');
  });

  it('end a call before its interval expires when all refreshes are rejected', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished(refreshedByUs);
    await test.clock.advance(300_000);
    for (const wait of [150_000, 75_000, 37_500, 18_750, 9375, 4687]) {
      await test.answers(await test.sent('UPDATE'), 403);
      await test.clock.advance(wait + 1);
    }
    await test.sent('BYE');
    expect(session.state).to.include({ status: 'ended', cause: 'Expires' });
  });

  // @rfc 3311 §5.2
  it('answer an offer of the remote party while a refresh without an offer is pending (RFC 3311 §5.2)', async () => {
    const test = await TestUA.connected();
    const { invite } = await test.callEstablished(refreshedByUs);
    await test.clock.advance(300_000);
    const update = await test.sent('UPDATE');
    await RemoteCall.of(test, invite).request('UPDATE', { body: sdp('sendrecv', 2) });
    await test.answers(update, 200, { extra: [FAR_CONTACT] });
    await test.replied(200);
  });

  for (const statusCode of [405, 501]) {
    // @rfc 4028 §7.4
    it(`are refreshed by re-INVITE at once, and from then on, after an UPDATE is rejected with ${statusCode} (RFC 4028 §7.4)`, async () => {
      const test = await TestUA.connected();
      const { session } = await test.callEstablished(refreshedByUs);
      await test.clock.advance(300_000);
      await test.answers(await test.sent('UPDATE'), statusCode);
      const reinvite = await test.sent('INVITE');
      await test.answersSdp(reinvite, 200, { extra: refreshedByUs.extra });
      await test.sent('ACK');
      await test.clock.advance(300_000);
      await test.sent('INVITE');
      expect(session.state.status).to.equal('established');
    });
  }

  it('survive an UPDATE whose credentials are late and that then gets no response: it ends by its timer (RFC 3261 §17.1.2.2)', async () => {
    const after = (run: () => void): void => void test.clock.after(20_000, run);
    const test: TestUA = await TestUA.connected({
      realm: 'example.com',
      credentials: () => new Promise((resolve) => after(() => resolve({ password: 'secret' }))),
    });
    const { session } = await test.callEstablished(refreshedByUs);
    await test.clock.advance(300_000);
    await test.answers(await test.sent('UPDATE'), 407, {
      extra: ['Proxy-Authenticate: Digest realm="example.com", nonce="n", qop="auth"'],
    });
    await test.clock.advance(20_000);
    await test.sent('UPDATE');
    await test.clock.advance(32_000);
    expect((await test.sent('BYE')).headers.get('Reason')).to.match(/^SIP;cause=408/);
    expect(session.state.status).to.equal('ended');
  });

  it('are refreshed by re-INVITE when the remote party does not allow UPDATE', async () => {
    const test = await TestUA.connected();
    await test.callEstablished({ extra: ['Session-Expires: 600;refresher=uac', 'Allow: INVITE, ACK, BYE'] });
    await test.clock.advance(300_000);
    await test.sent('INVITE');
  });

  // @rfc 4028 §10
  it('end a call that the remote party does not refresh (RFC 4028 §10)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished({ extra: ['Session-Expires: 600;refresher=uas'] });
    await test.clock.advance(568_000);
    expect((await test.sent('BYE')).headers.get('Reason')).to.match(/^SIP;cause=408/);
    expect(session.state).to.include({ status: 'ended', cause: 'Expires' });
  });

  // @rfc 4028 §5
  it('below the minimum are refreshed in time, and do not end the call at once (RFC 4028 §5, §10)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished({
      extra: ['Session-Expires: 8;refresher=uac', 'Require: timer', 'Allow: INVITE, UPDATE'],
    });
    await test.clock.advance(9000);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1000);
    await test.answers(await test.sent('UPDATE'), 403);
    expect(session.state.status).to.equal('established');
    await test.clock.advance(40_000);
    await test.answers(await test.sent('UPDATE'), 200, { extra: [FAR_CONTACT, 'Session-Expires: 60;refresher=uac'] });
    await test.clock.advance(30_000);
    await test.sent('UPDATE');
  });

  // @rfc 4028 §5
  it('below the minimum give the remote party the minimum time to refresh (RFC 4028 §5)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished({ extra: ['Session-Expires: 1;refresher=uas'] });
    await test.clock.advance(59_000);
    expect(session.state.status).to.equal('established');
    await test.clock.advance(1000);
    await test.sent('BYE');
  });

  // @rfc 4028 §9
  it('are refreshed by the caller by default when the user agent is the callee (RFC 4028 §9)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing({ extra: ['Session-Expires: 1200', 'Supported: timer'] });
    session.accept();
    const response = await test.replied(200);
    expect(response.headers.get('Session-Expires')).to.equal('1200;refresher=uac');
    expect(response.hasOption('Require', 'timer')).to.equal(true);
  });

  // @rfc 4028 §9
  it('reject an interval under 90 s with 422 when the user agent is the callee (RFC 4028 §9)', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', () => undefined);
    await new RemoteCall(test).request('INVITE', { body: sdp(), extra: ['Session-Expires: 60', 'Supported: timer'] });
    expect((await test.replied(422)).headers.get('Min-SE')).to.equal('90');
  });
});

describe('redirection', () => {
  // @rfc 3311 §8.1.3.4
  it('T38: follows a 302 to its Contact with the highest q, in the same call (§8.1.3.4)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const first = await test.sent('INVITE');
    await test.answers(first, 302, {
      toTag: 'r',
      extra: [
        'Contact: <sip:later@example.com>;q=0.1, <sip:carol@example.com>;q=0.9',
        'Contact: <https://example.com/>',
      ],
    });
    await test.sent('ACK');
    const second = await test.sent('INVITE');
    expect(second.uri.toString()).to.equal('sip:carol@example.com');
    expect(second.callId).to.equal(first.callId);
    expect(second.headers.get('To')).to.equal(first.headers.get('To'));
    await test.answers(second, 404, { toTag: 's' });
    await test.sent('ACK');
    const third = await test.sent('INVITE');
    expect(third.uri.toString()).to.equal('sip:later@example.com');
    await test.answersSdp(third);
    await test.sent('ACK');
    expect(session.state.status).to.equal('established');
  });

  it('T38: ends a loop of 302 responses', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    for (const next of ['carol', 'bob']) {
      await test.answers(await test.sent('INVITE'), 302, { toTag: 'r', extra: [`Contact: <sip:${next}@example.com>`] });
      await test.sent('ACK');
    }
    expect(session.state).to.include({ status: 'ended', cause: 'Redirected', statusCode: 302 });
  });

  for (const redirects of ['follow', (targets: readonly URI[]) => targets] as const) {
    // @rfc 3261 §26.4
    // @rfc 5630 §4
    it(`does not lead from a sips to a sip URI (§26.4, RFC 5630 §4), by ${typeof redirects}`, async () => {
      const test = await TestUA.connected({ redirects });
      const session = test.ua.invite('sips:bob@example.com');
      await test.answers(await test.sent('INVITE'), 302, {
        toTag: 'r',
        extra: ['Contact: <sip:carol@example.com>;q=1, <sips:carol@example.com>;q=0.1'],
      });
      await test.sent('ACK');
      const next = await test.sent('INVITE');
      expect(next.uri.toString()).to.equal('sips:carol@example.com');
      await test.answers(next, 302, { toTag: 's', extra: ['Contact: <sip:dave@example.com>'] });
      await test.sent('ACK');
      expect(await test.silent()).to.equal(true);
      expect(session.state).to.include({ status: 'ended', cause: 'Redirected' });
    });
  }

  it('T38: follows no target when the policy throws', async () => {
    const test = await TestUA.connected({
      redirects: () => {
        throw new Error('broken');
      },
    });
    const session = test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 302, { toTag: 'r', extra: ['Contact: <sip:carol@example.com>'] });
    await test.sent('ACK');
    expect(session.state).to.include({ status: 'ended', cause: 'Redirected' });
  });

  it('T38: follows no target that the policy does not return', async () => {
    const test = await TestUA.connected({
      redirects: (targets) => targets.filter((uri) => uri.host === 'example.com'),
    });
    const session = test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 302, { toTag: 'r', extra: ['Contact: <sip:premium@evil.example>'] });
    await test.sent('ACK');
    expect(session.state).to.include({ status: 'ended', cause: 'Redirected' });
  });

  describe('by a policy that returns a promise', () => {
    async function redirected() {
      let decide!: (targets: readonly URI[]) => void;
      let fail!: (error: Error) => void;
      const decision = new Promise<readonly URI[]>((resolve, reject) => ([decide, fail] = [resolve, reject]));
      const asked: string[] = [];
      const test = await TestUA.connected({
        redirects: (targets, session) => {
          asked.push(`${session.remoteIdentity.uri.user} to ${targets.join()}`);
          return decision;
        },
      });
      const session = test.ua.invite('sip:bob@example.com');
      await test.answers(await test.sent('INVITE'), 302, { toTag: 'r', extra: ['Contact: <sip:carol@example.com>'] });
      await test.sent('ACK');
      expect(await test.silent()).to.equal(true);
      expect(asked).to.deep.equal(['bob to sip:carol@example.com']);
      expect(session.state.status).to.equal('calling');
      return { test, session, decide, fail };
    }

    it('waits, then calls the target and emits redirected (§8.1.3.4)', async () => {
      const { test, session, decide } = await redirected();
      const emitted: string[] = [];
      session.on('redirected', (target) => void emitted.push(target.toString()));
      decide([URI.parse('sip:carol@example.com')!]);
      const next = await test.sent('INVITE');
      expect(next.uri.user).to.equal('carol');
      expect(emitted).to.deep.equal(['sip:carol@example.com']);
      await test.answersSdp(next);
      await test.sent('ACK');
      expect(session.state.status).to.equal('established');
    });

    it('ends the call when the policy returns no target, or rejects', async () => {
      for (const settle of ['decide', 'fail'] as const) {
        const { test, session, ...settles } = await redirected();
        if (settle === 'decide') settles.decide([]);
        else settles.fail(new Error('broken'));
        expect(await test.silent()).to.equal(true);
        expect(session.state).to.include({ status: 'ended', cause: 'Redirected', statusCode: 302 });
      }
    });

    it('calls no target when the call is canceled in between (§9.1)', async () => {
      const { test, session, decide } = await redirected();
      await session.cancel();
      expect(session.state).to.include({ status: 'ended', cause: 'Canceled', endedBy: 'local' });
      decide([URI.parse('sip:carol@example.com')!]);
      expect(await test.silent()).to.equal(true);
    });
  });
});
