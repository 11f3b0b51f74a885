/** Requests in a dialog beside the media: MESSAGE, INFO, UPDATE, REFER; identities, forks, the snapshot of a call. */

import { expect } from 'chai';
import { SipError } from '../../../src/sip/base/errors.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

describe('an established call', () => {
  // @rfc 3428 §9
  it('sends a MESSAGE in its dialog, and its promise resolves with the final response (RFC 3428 §9)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const outcome = session.message('Grüße', { extraHeaders: ['X-A: b'] });
    const message = await test.sent('MESSAGE');
    expect(message.toTag).to.equal('far');
    expect(message.callId).to.equal(invite.callId);
    expect(message.body).to.equal('Grüße');
    expect(message.headers.get('X-A')).to.equal('b');
    await test.answers(message, 415);
    expect((await outcome).statusCode).to.equal(415);
    expect(session.state.status, 'a failure response does not end the call (RFC 5057 §5.1)').to.equal('established');
  });

  it('fires message for a received MESSAGE', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    let body = '';
    session.on('message', (request) => (body = request.body));
    await far.request('MESSAGE', { body: 'Hallo', extra: ['Content-Type: text/plain'] });
    await test.replied(200);
    expect(body).to.equal('Hallo');
  });

  // @rfc 5057 §5.1
  it('sends an INFO, and a 481 to it does not end the call (RFC 5057 §5.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const outcome = session.info('<x/>', { contentType: 'application/x+xml' });
    await test.answers(await test.sent('INFO'), 481);
    expect((await outcome).statusCode).to.equal(481);
    expect(session.state.status).to.equal('established');
  });

  for (const statusCode of [404, 410, 416, 481, 482, 483, 484, 485, 502, 604]) {
    // @rfc 5057 §5.1
    it(`ends at once with BYE on a ${statusCode} to a re-INVITE (RFC 5057 §5.1)`, async () => {
      const test = await TestUA.connected();
      const { session } = await test.callEstablished();
      const outcome = session.reinvite().catch((error: unknown) => error);
      await test.answers(await test.sent('INVITE'), statusCode);
      await test.sent('ACK');
      const bye = await test.sent('BYE');
      expect(bye.headers.get('Reason')).to.match(new RegExp(`^SIP;cause=${statusCode}`));
      expect(await outcome)
        .to.be.instanceOf(SipError)
        .and.include({ kind: 'canceled' });
      expect(session.state).to.include({ status: 'ended', cause: 'Dialog Error', endedBy: 'system', statusCode });
    });
  }

  // @rfc 5057 §5.1
  it('ends with BYE on a 404 to an UPDATE that refreshes the session (RFC 5057 §5.1)', async () => {
    const test = await TestUA.connected({ sessionExpires: 600 });
    const { session } = await test.callEstablished({
      extra: ['Allow: INVITE, ACK, BYE, CANCEL, UPDATE', 'Session-Expires: 600;refresher=uac', 'Require: timer'],
    });
    await test.clock.advance(300_000);
    await test.answers(await test.sent('UPDATE'), 404);
    await test.sent('BYE');
    expect(session.state).to.include({ status: 'ended', endedBy: 'system', statusCode: 404 });
  });

  for (const statusCode of [405, 430, 480, 486, 501, 503]) {
    // @rfc 3261 §14.1
    it(`stays unchanged on a ${statusCode} to a re-INVITE (RFC 3261 §14.1)`, async () => {
      const test = await TestUA.connected();
      const { session } = await test.callEstablished();
      const outcome = session.reinvite().catch((error: unknown) => error);
      await test.answers(await test.sent('INVITE'), statusCode);
      await test.sent('ACK');
      expect(await outcome)
        .to.be.instanceOf(SipError)
        .and.include({ kind: 'rejected', statusCode });
      expect(session.state.status).to.equal('established');
      expect(await test.silent()).to.equal(true);
    });
  }

  // @rfc 6086 §4.2.2
  it('rejects an INFO of an unknown package with 469 (RFC 6086 §4.2.2)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.answered();
    await far.request('INFO', { extra: ['Info-Package: foo'] });
    await test.replied(469);
  });

  // @rfc 3325 §9.1
  it('takes a new identity of the remote party from P-Asserted-Identity in an UPDATE (RFC 3325 §9.1)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished({
      extra: ['P-Asserted-Identity: "Bob" <sip:bob@example.com>'],
    });
    expect(session.assertedIdentity?.displayName).to.equal('Bob');
    const emitted: string[] = [];
    session.on('identity', (identity) => void emitted.push(identity.displayName));
    await RemoteCall.of(test, invite).request('UPDATE', {
      extra: ['P-Asserted-Identity: "Carol" <sip:carol@example.com>'],
    });
    await test.replied(200);
    expect(emitted).to.deep.equal(['Carol']);
    expect(session.assertedIdentity?.uri.user).to.equal('carol');
  });

  it('rejects an UPDATE whose body is not a session description, and accepts the next one (RFC 3311 §5.2)', async () => {
    const test = await TestUA.connected();
    const { far } = await test.answered();
    await far.request('UPDATE', { body: 'hello', extra: ['Content-Type: text/plain'] });
    expect((await test.replied(415)).headers.get('Accept')).to.contain('application/sdp');
    await far.request('UPDATE', { body: sdp() });
    await test.replied(200);
  });

  // @rfc 3261 §13.2.2.4
  it('drops the Allow, Supported and identity of one fork when another fork answers (RFC 3261 §13.2.2.4)', async () => {
    const test = await TestUA.connected({ sessionExpires: 600 });
    const session = test.ua.invite('sip:bob@example.com');
    const emitted: string[] = [];
    session.on('identity', (identity) => void emitted.push(identity.uri.toString()));
    const invite = await test.sent('INVITE');
    const said = ['Allow: INVITE, UPDATE', 'Supported: trickle-ice', 'P-Asserted-Identity: <sip:carol@example.com>'];
    await test.answers(invite, 180, { toTag: 'carol', extra: said });
    await test.answers(invite, 180, { toTag: 'dave', extra: ['Allow: INVITE, INFO'] });
    await test.answersSdp(invite, 200, { toTag: 'dave', extra: ['Session-Expires: 600;refresher=uac'] });
    await test.sent('ACK');
    expect(session.remoteAllow).to.deep.equal(['INVITE', 'INFO']);
    expect(session.assertedIdentity).to.equal(undefined);
    expect(emitted).to.deep.equal(['sip:carol@example.com', 'sip:bob@example.com']);
    await test.clock.advance(300_000);
    await test.sent('INVITE');
  });

  it('keeps the Allow and identity from the provisional response of the fork that answers', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const emitted: string[] = [];
    session.on('identity', (identity) => void emitted.push(identity.uri.toString()));
    const invite = await test.sent('INVITE');
    const said = ['Allow: INVITE, UPDATE', 'P-Asserted-Identity: <sip:carol@example.com>'];
    await test.answers(invite, 180, { toTag: 'carol', extra: said });
    await test.answers(invite, 180, { toTag: 'dave' });
    await test.answersSdp(invite, 200, { toTag: 'carol' });
    await test.sent('ACK');
    expect(session.remoteAllow).to.deep.equal(['INVITE', 'UPDATE']);
    expect(emitted).to.deep.equal(['sip:carol@example.com']);
  });

  // @rfc 6228
  it('takes the early media of another fork after a 199 of the first (RFC 6228)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('bob');
    const invite = await test.sent('INVITE');
    expect(invite.hasOption('Supported', '199')).to.equal(true);
    const early = { extra: ['Content-Type: application/sdp'] };
    await test.answers(invite, 183, { toTag: 'one', body: sdp('sendonly', 1), ...early });
    await test.answers(invite, 199, { toTag: 'one' });
    expect(session.state).to.include({ status: 'early', statusCode: 183 });
    await test.answers(invite, 183, { toTag: 'two', body: sdp('sendonly', 2), ...early });
    expect(test.handler.taken).to.deep.equal([sdp('sendonly', 1), sdp('sendonly', 2)]);
  });

  // @rfc 6228 §4
  it('sends a PRACK for a reliable 199, in the dialog that it ends (RFC 6228 §4, RFC 3262 §4)', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('bob');
    const invite = await test.sent('INVITE');
    for (const toTag of ['one', 'unknown']) {
      const extra = ['Require: 100rel', 'RSeq: 7', 'Contact: <sip:bob@far.invalid;transport=ws>'];
      await test.answers(invite, 199, { toTag, extra });
      const prack = await test.sent('PRACK');
      expect(prack.toTag).to.equal(toTag);
      expect(prack.headers.get('RAck')).to.equal(`7 ${invite.cseq.sequence} INVITE`);
      await test.answers(prack, 200);
    }
    expect(session.state.status).to.equal('calling');
    expect(await test.silent()).to.equal(true);
  });

  // @rfc 4538
  describe('receives a REFER outside the dialog that names the dialog by Target-Dialog (RFC 4538)', () => {
    const PEER = 'P-Asserted-Identity: <sip:bob@example.com>';

    /** An established call, and a REFER that names its dialog. */
    async function referring(from: string, extra: readonly string[]) {
      const test = await TestUA.connected();
      const { session, far } = await test.answered();
      session.on('refer', session.followRefer());
      const target = `Target-Dialog: ${far.callId};local-tag=${far.toTag};remote-tag=${far.fromTag}`;
      const other = new RemoteCall(test);
      other.from = from;
      await other.request('REFER', { extra: ['Refer-To: <sip:carol@example.com>', target, ...extra] });
      return test;
    }

    it('and follows it where the server asserts that the remote party of the call sent it', async () => {
      const test = await referring('<sip:bob@example.com>', [PEER]);
      const accepted = await test.replied(202);
      const notify = await test.sent('NOTIFY');
      expect(notify.callId, 'the REFER has its own dialog').to.equal(accepted.callId);
      expect(notify.fromTag).to.equal(accepted.toTag);
      expect((await test.sent('INVITE')).uri.user).to.equal('carol');
    });

    for (const [who, from, extra] of [
      ['a sender without an asserted identity, with any From', '<sip:bob@example.com>', []],
      ['a third party', '<sip:bob@example.com>', ['P-Asserted-Identity: <sip:eve@example.com>']],
      ['a third party with Referred-By', '<sip:eve@example.com>', ['Referred-By: <sip:bob@example.com>']],
    ] as const) {
      it(`and rejects it from ${who}, without a call (M8)`, async () => {
        const test = await referring(from, extra);
        await test.replied(603);
        expect(await test.silent()).to.equal(true);
      });
    }
  });
});

describe('pending requests of a call', () => {
  it('settle when the user agent stops', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const other = await test.callEstablished({ toTag: 'other' });
    const message = session.message('Hallo');
    await test.sent('MESSAGE');
    const info = other.session.info('x');
    await test.sent('INFO');
    const hold = other.session.hold().catch((error: SipError) => error.kind);
    await test.sent('INVITE');
    const bye = session.bye();
    await test.sent('BYE');
    const stopped = test.ua.stop();
    await test.clock.advance(5000);
    await stopped;
    expect((await message).statusCode).to.equal(503);
    expect((await info).statusCode).to.equal(503);
    expect(await hold).to.equal('canceled');
    await bye;
    expect(test.clock.pending).to.equal(0);
  });
});

describe('the snapshot of a call', () => {
  // @rfc 3891 §6.1
  it('names the dialog for an INVITE with Replaces of another user agent, with the tags as the server sees them (RFC 3891 §6.1)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const record = JSON.parse(JSON.stringify(session.snapshot()));
    expect(record).to.include({ version: 1, direction: 'outgoing', localHold: false, startTime: test.clock.now() });
    const next = await TestUA.connected();
    next.ua.invite('sip:alice@example.com', { replaces: record.dialog });
    const taking = await next.sent('INVITE');
    expect(taking.headers.get('Replaces')).to.equal(`${invite.callId};to-tag=far;from-tag=${invite.fromTag}`);
    expect(taking.hasOption('Require', 'replaces')).to.equal(true);
    session.terminate();
    expect(session.snapshot()).to.equal(undefined);
  });

  // @rfc 3428 §12.2
  it('lets another user agent resume the call in its dialog, with an ICE restart and a higher CSeq number (§12.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.answered();
    const record = JSON.parse(JSON.stringify(session.snapshot()));
    const next = new TestUA();
    const taken = next.ua.resume(record);
    expect(taken.state.status).to.equal('established');
    expect(taken.direction).to.equal('incoming');
    expect(taken.startTime?.getTime()).to.equal(record.startTime);
    expect(taken.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(taken.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    await next.ua.start();
    const reinvite = await next.sent('INVITE');
    expect(reinvite.callId).to.equal(far.callId);
    expect(reinvite.fromTag).to.equal(far.toTag);
    expect(reinvite.toTag).to.equal(far.fromTag);
    expect(reinvite.cseq.sequence).to.be.greaterThan(record.dialog.localSequence);
    expect(reinvite.contact?.uri.toString()).not.to.equal(session.request.contact?.uri.toString());
    expect(next.handler.asked[0]?.options).to.include({ iceRestart: true });
    await next.answersSdp(reinvite, 200);
    await next.sent('ACK');
    const later = new RemoteCall(next, { callId: far.callId, fromTag: far.fromTag, toTag: far.toTag! });
    later.sequence = far.sequence;
    await later.request('BYE');
    await next.replied(200);
    expect(taken.state).to.include({ status: 'ended', endedBy: 'remote' });
  });

  it('is rejected by resume() with a parse error where it has another version or is malformed', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const record = session.snapshot()!;
    for (const broken of [
      { ...record, version: 2 },
      {},
      null,
      { ...record, startTime: 'yesterday' },
      { ...record, dialog: {} },
    ]) {
      expect(() => test.ua.resume(broken as never))
        .to.throw(SipError)
        .with.property('kind', 'parse');
    }
    expect(test.ua.sessions.size).to.equal(1);
  });

  it('of a call that has ended ends the resumed call on the 481 to its re-INVITE', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const record = session.snapshot()!;
    const next = await TestUA.connected();
    const taken = next.ua.resume(record);
    await next.answers(await next.sent('INVITE'), 481);
    await next.sent('ACK');
    await next.sent('BYE');
    expect(taken.state).to.include({ status: 'ended', cause: 'Dialog Error' });
  });

  // @rfc 3891 §8
  it('is the only way to read the Call-ID and tags: the JSON of a session has none (RFC 3891 §8)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    expect(JSON.stringify(session)).not.to.contain(invite.callId);
    expect(JSON.stringify(session)).not.to.contain(invite.fromTag);
  });
});
