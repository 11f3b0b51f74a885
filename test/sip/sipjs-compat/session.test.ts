/** The attributes and methods of `SIP.Session` as the API documentation of SIP.js 0.8 to 0.15 describes them. */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import { NameAddrHeader } from '../../../src/sip/message/name-addr.js';
import { IncomingRequest, OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import type { DescriptionInit } from '../../../src/sip/session/description-handler.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

/** Expects the TypeError that the documentation calls INVALID_STATE_ERROR. */
function expectInvalidState(action: () => unknown): void {
  expect(action).to.throw(TypeError).with.property('name', 'INVALID_STATE_ERROR');
}

/** Sends one tone and takes the INFO. */
async function info(test: TestUA): Promise<IncomingRequest> {
  const request = await test.sent('INFO');
  await test.answers(request, 200);
  return request;
}

describe('Session as documented: attributes', () => {
  // @seed UA.invite(target, options): a new outgoing Session; the target is a URI, a `URI` or a user name
  it('is created by ua.invite(target), which accepts an address without a scheme', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('bob@example.com');
    expect(session.direction).to.equal('outgoing');
    expect((await test.sent('INVITE')).uri.toString()).to.equal('sip:bob@example.com');
  });

  // @seed UA.on(event, listener): returns the user agent
  // @seed UA.event invite(session): a call comes in
  it('is passed to the invite event of the user agent', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(session.direction).to.equal('incoming');
  });

  // @seed Session.startTime: Date: when `accepted` fired
  // @seed Session.endTime: Date: when `terminated` fired
  it('has startTime from accepted on and endTime from terminated on', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    let startedAt: Date | undefined;
    session.on('accepted', () => (startedAt = session.startTime));
    let endedAt: Date | undefined;
    session.on('terminated', () => (endedAt = session.endTime));
    expect(session.startTime).to.equal(undefined);
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    expect(startedAt).to.deep.equal(new Date(test.clock.now()));
    expect(session.endTime).to.equal(undefined);
    await test.clock.advance(5000);
    session.bye();
    expect(endedAt).to.deep.equal(new Date(test.clock.now()));
    expect(endedAt!.getTime() - startedAt!.getTime()).to.equal(5000);
  });

  // @seed Session.ua: `UA`
  // @seed Session.method: `'INVITE'`
  // @seed Session.localIdentity: `NameAddrHeader`
  // @seed Session.data: empty object, the application's own
  it('has ua, method, request, the two identities and data of its context, outgoing', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    await test.sent('INVITE');
    expect(session.ua).to.equal(test.ua);
    expect(session.method).to.equal('INVITE');
    expect(session.request).to.be.instanceOf(OutgoingRequestMessage);
    expect(session.localIdentity).to.be.instanceOf(NameAddrHeader);
    expect(session.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(session.remoteIdentity).to.be.instanceOf(NameAddrHeader);
    expect(session.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    expect(session.data).to.deep.equal({});
  });

  // @seed Session.request: the INVITE: `OutgoingRequestMessage` or `IncomingRequest`
  // @seed Session.remoteIdentity: `NameAddrHeader`
  it('has ua, method, request, the two identities and data of its context, incoming', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(session.ua).to.equal(test.ua);
    expect(session.method).to.equal('INVITE');
    expect(session.request).to.be.instanceOf(IncomingRequest);
    expect(session.localIdentity.uri.toString()).to.equal('sip:alice@example.com');
    expect(session.remoteIdentity.uri.toString()).to.equal('sip:bob@example.com');
    expect(session.data).to.deep.equal({});
  });

  // @seed UA.configuration options.sessionDescriptionHandlerFactory: makes what does the media of a session
  // @seed Session.sessionDescriptionHandler: `SessionDescriptionHandler`: that of `sip-elements/media`, or of an application
  it('uses the sessionDescriptionHandler of the sessionDescriptionHandlerFactory for its media', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    expect(session.sessionDescriptionHandler).to.equal(test.handler);
    expect(test.handler.taken).to.have.length(1);
  });
});

describe('Session as documented: dtmf(tone, options)', () => {
  // @seed Session.dtmf(tone, options): INFO for each tone, or RTP events with `type: 'rtp'`; returns the session
  // @seed Session.dtmf options.duration: milliseconds, 70 to 6000; default 100
  // @seed Session.dtmf options.interToneGap: milliseconds, from 50 on; default 500
  it('sends an INFO of 100 ms for each tone, 500 ms apart, and returns the session', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    expect(session.dtmf('1#')).to.equal(session);
    const first = await info(test);
    expect(first.contentType).to.equal('application/dtmf-relay');
    expect(first.body).to.equal('Signal=1\r\nDuration=100\r\n');
    await test.clock.advance(599);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    expect((await info(test)).body).to.equal('Signal=#\r\nDuration=100\r\n');
  });

  // @seed Session.dtmf tone: Number: is read by toString()
  it('converts a number', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.dtmf(4);
    expect((await info(test)).body).to.equal('Signal=4\r\nDuration=100\r\n');
  });

  // @seed Session.dtmf options.extraHeaders: in each INFO
  it('accepts duration, interToneGap and extraHeaders', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.dtmf('12', { duration: 160, interToneGap: 1200, extraHeaders: ['X-Foo: foo', 'X-Bar: bar'] });
    const first = await info(test);
    expect(first.body).to.contain('Duration=160');
    expect([first.headers.get('X-Foo'), first.headers.get('X-Bar')]).to.deep.equal(['foo', 'bar']);
    await test.clock.advance(1359);
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(1);
    expect((await info(test)).headers.get('X-Foo')).to.equal('foo');
  });

  it('sends the tones of a second call after those of the first', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.dtmf(1);
    session.dtmf(4);
    expect((await info(test)).body).to.contain('Signal=1');
    expect(await test.silent()).to.equal(true);
    await test.clock.advance(600);
    expect((await info(test)).body).to.contain('Signal=4');
  });

  // @seed Session.dtmf throws TypeError: for what is no tone or no duration
  it('throws TypeError for an invalid tone or duration', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    for (const tone of ['', 'x', '1\r\nX: y', 'hello']) expect(() => session.dtmf(tone), tone).to.throw(TypeError);
    expect(() => session.dtmf(1, { duration: -1 })).to.throw(TypeError);
    expect(() => session.dtmf(1, { interToneGap: 0 })).to.throw(TypeError);
  });

  // @seed Session.dtmf throws INVALID_STATE_ERROR: `InvalidStateError`, a TypeError of that name, unless the session is up
  it('throws INVALID_STATE_ERROR unless the session is established', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    expectInvalidState(() => session.dtmf(1));
    session.terminate();
    expectInvalidState(() => session.dtmf(1));
  });
});

describe('Session as documented: terminate(options) and bye(options)', () => {
  const options = {
    status_code: 486,
    reason_phrase: 'Gone To Lunch',
    body: 'back at one',
    extraHeaders: ['Content-Type: text/plain', 'X-Foo: foo'],
  };

  // @seed Session.terminate, nothing sent yet: nothing goes out
  it('terminate() sends nothing before the INVITE was sent', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    expect(session.terminate()).to.equal(session);
    expect(session.state.status).to.equal('ended');
    expect(await test.silent()).to.equal(true);
  });

  // @seed Session.terminate(options): CANCEL, a final response, BYE or nothing; returns the session; `terminated` follows
  it('terminate() sends CANCEL for an outgoing call before its final response', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    expect(session.terminate()).to.equal(session);
    await test.sent('CANCEL');
    await test.answers(invite, 487, { toTag: 'far' });
    expect(session.state.status).to.equal('ended');
  });

  // @seed Session.terminate options.status_code: of the response; a Reason in BYE and CANCEL; also `statusCode`
  // @seed Session.terminate options.reason_phrase: also `reasonPhrase`
  // @seed Session.terminate options.body: with a Content-Type in `extraHeaders`
  // @seed Session.terminate options.extraHeaders: `Name: value` lines
  it('terminate() rejects an incoming call with status_code, reason_phrase, body and extraHeaders', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(session.terminate(options)).to.equal(session);
    const response = await test.replied(486);
    expect(response.reasonPhrase).to.equal('Gone To Lunch');
    expect(response.body).to.equal('back at one');
    expect(response.contentType).to.equal('text/plain');
    expect(response.headers.get('X-Foo')).to.equal('foo');
    expect(session.state.status).to.equal('ended');
  });

  // @seed Session.terminate, ringing here: default 480
  it('terminate() rejects an incoming call with 480 by default', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.terminate();
    await test.replied(480);
    expect(session.state.status).to.equal('ended');
  });

  // @seed Session.terminate, ended: nothing; see above for the error
  it('terminate() does nothing in a session that is ending or has ended', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    session.terminate();
    await test.sent('BYE');
    expect(session.terminate()).to.equal(session);
    expect(await test.silent()).to.equal(true);
    const ringing = test.ua.invite('sip:bob@example.com');
    await test.answers(await test.sent('INVITE'), 180, { toTag: 'far' });
    ringing.terminate();
    await test.sent('CANCEL');
    expect(ringing.terminate()).to.equal(ringing);
    expect(await test.silent()).to.equal(true);
  });

  // @seed Session.bye(options): BYE on a confirmed session; a promise
  // @seed Session.bye options.status_code: goes out as Reason
  // @seed Session.bye options.reason_phrase: the text of the Reason
  // @seed Session.bye options.body: with a Content-Type in `extraHeaders`
  // @seed Session.bye options.extraHeaders: `Name: value` lines
  it('bye() sends a BYE with status_code and reason_phrase as Reason, body and extraHeaders', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    void session.bye(options);
    const bye = await test.sent('BYE');
    expect(bye.headers.get('Reason')).to.equal('SIP;cause=486;text="Gone To Lunch"');
    expect(bye.body).to.equal('back at one');
    expect(bye.contentType).to.equal('text/plain');
    expect(bye.headers.get('X-Foo')).to.equal('foo');
  });

  // @seed Session.bye throws INVALID_STATE_ERROR: unless confirmed
  it('bye() throws INVALID_STATE_ERROR unless the session is confirmed', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    expectInvalidState(() => session.bye());
    const { session: ringing } = await test.ringing();
    expectInvalidState(() => ringing.bye());
    session.terminate();
    expectInvalidState(() => session.bye());
  });

  for (const [name, answer, status] of [
    ['progress', (session, old) => session.progress({ ...old, status_code: 181 }), 181],
    ['accept', (session, old) => session.accept({ ...old, status_code: 202 }), 202],
    ['reject', (session, old) => session.reject({ ...old, status_code: 486 }), 486],
    ['redirect', (session, old) => session.redirect('sip:carol@example.com', { ...old, status_code: 301 }), 301],
    ['reply', (session, old) => session.reply({ ...old, status_code: 603 }), 603],
  ] as const satisfies readonly [string, (session: Session, old: { reason_phrase: string }) => unknown, number][]) {
    it(`${name}() reads status_code and reason_phrase`, async () => {
      const test = await TestUA.connected();
      const { session } = await test.ringing();
      answer(session, { reason_phrase: 'As Of Old' });
      expect((await test.replied(status)).reasonPhrase).to.equal('As Of Old');
    });
  }

  it('the camelCase names are accepted as well, and take precedence', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.terminate({ statusCode: 603, reasonPhrase: 'No', status_code: 486, reason_phrase: 'Busy' });
    expect((await test.replied(603)).reasonPhrase).to.equal('No');
  });
});

describe('Session as documented: hold, unhold and reinvite', () => {
  for (const [name, change] of [
    ['hold', (session: Session, ...args: Parameters<Session['hold']>) => session.hold(...args)],
    ['reinvite', (session: Session, ...args: Parameters<Session['hold']>) => session.reinvite(...args)],
  ] as const) {
    // @seed Session.reinvite(options, modifiers): re-INVITE; a promise as above
    // @seed Session.hold options.extraHeaders: `Name: value` lines
    // @seed Session.hold options.sessionDescriptionHandlerOptions: go to the description handler
    // @seed Session.hold options.modifiers: second argument, or in the options; go to the description handler
    // @seed Session.unhold options.sessionDescriptionHandlerOptions: go to the description handler
    // @seed Session.unhold options.modifiers: second argument, or in the options; go to the description handler
    // @seed Session.reinvite options.extraHeaders: `Name: value` lines
    // @seed Session.reinvite options.sessionDescriptionHandlerOptions: go to the description handler
    // @seed Session.reinvite options.modifiers: second argument, or in the options; go to the description handler
    it(`${name}(options, modifiers) accepts extraHeaders, sessionDescriptionHandlerOptions and modifiers`, async () => {
      const test = await TestUA.connected();
      const { session, invite } = await test.callEstablished();
      const modifier = (description: DescriptionInit): Promise<DescriptionInit> => Promise.resolve(description);
      const handling = { colour: 'green' };
      const done = change(session, { extraHeaders: ['X-Foo: foo'], sessionDescriptionHandlerOptions: handling }, [
        modifier,
      ]);
      const again = await test.sent('INVITE');
      expect(again.callId).to.equal(invite.callId);
      expect(again.toTag).to.equal('far');
      expect(again.headers.get('X-Foo')).to.equal('foo');
      expect(test.handler.asked.at(-1)?.options).to.include(handling);
      expect(test.handler.modifiers.at(-1)).to.deep.equal([modifier]);
      await test.answersSdp(again);
      await test.sent('ACK');
      await done;
    });
  }

  // @seed Session.hold(options, modifiers): re-INVITE with sendonly; a promise that rejects when it is refused, and nothing has changed
  // @seed Session.unhold(options, modifiers): re-INVITE with sendrecv; a promise as above
  // @seed Session.unhold options.extraHeaders: `Name: value` lines
  // @rfc 3264 §8.4
  it('hold() offers sendonly, unhold() sendrecv', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const events: string[] = [];
    for (const name of ['hold', 'unhold'] as const)
      session.on(name, (originator) => events.push(`${originator} ${name}`));
    const held = session.hold();
    const first = await test.sent('INVITE');
    expect(first.cseq.sequence).to.equal(invite.cseq.sequence + 1);
    expect(first.body).to.contain('a=sendonly');
    expect(session.localHold).to.equal(false);
    await test.answersSdp(first, 200, { body: sdp('recvonly') });
    expect((await test.sent('ACK')).cseq.sequence).to.equal(first.cseq.sequence);
    await held;
    expect(session.localHold).to.equal(true);
    const resumed = session.unhold({ extraHeaders: ['X-Foo: foo'] });
    const second = await test.sent('INVITE');
    expect(second.body).to.contain('a=sendrecv');
    expect(second.headers.get('X-Foo')).to.equal('foo');
    await test.answersSdp(second);
    await test.sent('ACK');
    await resumed;
    expect(session.localHold).to.equal(false);
    expect(events).to.deep.equal(['local hold', 'local unhold']);
  });

  // @rfc 3323 §4.1
  // @seed Session.hold options.anonymous: default false; hides our Contact
  // @seed Session.unhold options.anonymous: default false; hides our Contact
  // @seed Session.reinvite options.anonymous: default false; hides our Contact
  it('hide the Contact with anonymous (RFC 3323 §4.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    void session.reinvite({ anonymous: true }).catch(() => undefined);
    expect((await test.sent('INVITE')).contact?.uri.user).to.equal('anonymous');
  });

  // @rfc 3262 §4
  // @seed Session.hold options.rel100: one of `C.supported`; default UNSUPPORTED
  // @seed Session.unhold options.rel100: one of `C.supported`; default UNSUPPORTED
  // @seed Session.reinvite options.rel100: one of `C.supported`; default UNSUPPORTED
  it('list 100rel in Supported or Require by rel100 (RFC 3262 §4)', async () => {
    const test = await TestUA.connected();
    const offered: [supported: boolean, required: boolean][] = [];
    for (const rel100 of [undefined, C.supported.UNSUPPORTED, C.supported.SUPPORTED, C.supported.REQUIRED]) {
      const { session } = await test.callEstablished();
      void session.reinvite({ rel100 }).catch(() => undefined);
      const again = await test.sent('INVITE');
      offered.push([again.hasOption('Supported', '100rel'), again.hasOption('Require', '100rel')]);
      session.terminate();
      await test.sent('BYE');
    }
    expect(offered).to.deep.equal([
      [false, false],
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  // @seed Session.hold options.inviteWithoutSdp: default false; the other side makes the offer
  // @seed Session.unhold options.inviteWithoutSdp: default false; the other side makes the offer
  // @seed Session.reinvite options.inviteWithoutSdp: default false; the other side makes the offer
  it('send no offer with inviteWithoutSdp, and answer the offer of the 2xx in the ACK', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const done = session.reinvite({ inviteWithoutSdp: true });
    const again = await test.sent('INVITE');
    expect(again.body).to.equal('');
    await test.answersSdp(again);
    expect((await test.sent('ACK')).body).to.contain('m=audio');
    await done;
  });

  it('throw INVALID_STATE_ERROR unless the session is established', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    expectInvalidState(() => session.hold());
    expectInvalidState(() => session.unhold());
    expectInvalidState(() => session.reinvite());
  });

  // @seed Session.hold, refused: the promise need not be waited for
  it('cause no unhandled rejection when they are rejected and the application ignores the promise', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    const others = process.rawListeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', note);
    try {
      void session.hold();
      await test.answers(await test.sent('INVITE'), 488);
      await test.sent('ACK');
      await test.silent();
    } finally {
      process.off('unhandledRejection', note);
      for (const other of others) process.on('unhandledRejection', other as NodeJS.UnhandledRejectionListener);
    }
    expect(unhandled).to.deep.equal([]);
    expect(session.state.status).to.equal('established');
  });
});

describe('Session as documented: outgoing', () => {
  // @seed Session.invite options: `extraHeaders`, `anonymous`, `rel100`, `inviteWithoutSdp`, `sessionDescriptionHandlerOptions` of `ua.invite()`
  it('invite() accepts extraHeaders, anonymous, rel100, inviteWithoutSdp and sessionDescriptionHandlerOptions', async () => {
    const test = await TestUA.connected();
    test.ua.invite('sip:bob@example.com', {
      extraHeaders: ['X-Foo: foo'],
      anonymous: true,
      rel100: C.supported.REQUIRED,
      sessionDescriptionHandlerOptions: { colour: 'green' },
    });
    const invite = await test.sent('INVITE');
    expect(invite.headers.get('X-Foo')).to.equal('foo');
    expect(invite.from.uri.toString()).to.equal('sip:anonymous@anonymous.invalid');
    expect(invite.hasOption('Require', '100rel')).to.equal(true);
    expect(test.handler.asked[0]?.options).to.include({ colour: 'green' });
    test.ua.invite('sip:bob@example.com', { inviteWithoutSdp: true });
    const late = await test.sent('INVITE');
    expect(late.body).to.equal('');
    expect(late.hasOption('Supported', '100rel'), 'default: unsupported').to.equal(false);
  });

  // @seed Session.cancel(options): outgoing: CANCEL; a promise; the session ends when the other side has answered
  it('cancel() sends a CANCEL, and the session ends with the 487', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    void session.cancel();
    expect(session.state.status).to.equal('ending');
    await test.sent('CANCEL');
    await test.answers(invite, 487, { toTag: 'far' });
    expect(session.state.status).to.equal('ended');
  });
});

describe('Session as documented: incoming', () => {
  // @seed Session.progress(options): incoming: 100 to 199, default 180; returns the session
  // @seed Session.progress options.extraHeaders: `Name: value` lines
  it('progress() sends 180 by default, and returns the session', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(session.progress()).to.equal(session);
    await test.replied(180);
    session.progress({ statusCode: 182, reasonPhrase: 'Wait', extraHeaders: ['X-Foo: foo'] });
    const response = await test.replied(182);
    expect(response.reasonPhrase).to.equal('Wait');
    expect(response.headers.get('X-Foo')).to.equal('foo');
  });

  // @seed Session.accept(options): incoming: 200 to 299, default 200, with our answer; returns the session
  // @seed Session.accept options.extraHeaders: `Name: value` lines
  // @seed Session.accept options.sessionDescriptionHandlerOptions: go to the description handler
  it('accept() sends 200 with the answer by default, and returns the session', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(
      session.accept({ extraHeaders: ['X-Foo: foo'], sessionDescriptionHandlerOptions: { colour: 'green' } }),
    ).to.equal(session);
    const response = await test.replied(200);
    expect(response.body).to.contain('m=audio');
    expect(response.headers.get('X-Foo')).to.equal('foo');
    expect(test.handler.asked[0]?.options).to.include({ colour: 'green' });
    const other = await test.ringing();
    other.session.accept({ statusCode: 202, reasonPhrase: 'Fine' });
    expect((await test.replied(202)).reasonPhrase).to.equal('Fine');
  });

  // @seed Session.reject(options): incoming: 300 to 699, default 480; returns the session
  it('reject() sends 480 by default, and returns the session', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(session.reject()).to.equal(session);
    await test.replied(480);
    const other = await test.ringing();
    other.session.reject({
      statusCode: 486,
      reasonPhrase: 'Busy',
      body: 'text',
      extraHeaders: ['Content-Type: text/plain'],
    });
    const response = await test.replied(486);
    expect([response.reasonPhrase, response.body, response.contentType]).to.deep.equal(['Busy', 'text', 'text/plain']);
  });

  // @seed Session.reply(options): incoming: any status; returns the session; TypeError without one
  it('reply() sends any response, and throws TypeError without a status code', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(() => session.reply({})).to.throw(TypeError);
    expect(() => session.reply({ statusCode: 99 })).to.throw(TypeError);
    expect(session.reply({ statusCode: 182 })).to.equal(session);
    await test.replied(182);
    session.reply({ statusCode: 200 });
    await test.replied(200);
    const other = await test.ringing();
    other.session.reply({ statusCode: 603 });
    await test.replied(603);
  });

  // @seed Session.progress, accept, reject throw TypeError: for a status code out of their range
  it('progress, accept and reject throw TypeError for a status code out of their range', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    expect(() => session.progress({ statusCode: 200 })).to.throw(TypeError);
    expect(() => session.accept({ statusCode: 180 })).to.throw(TypeError);
    expect(() => session.reject({ statusCode: 200 })).to.throw(TypeError);
    expect(session.state.status).to.equal('incoming');
  });

  // @seed Session.progress, accept, reject, reply throw INVALID_STATE_ERROR: where there is no incoming call to answer
  it('progress, accept, reject and reply throw INVALID_STATE_ERROR in an established outgoing session', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    expectInvalidState(() => session.progress());
    expectInvalidState(() => session.accept());
    expectInvalidState(() => session.reject());
    expectInvalidState(() => session.reply({ statusCode: 200 }));
  });
});

describe('Session as documented: the invite event', () => {
  it('may call accept() in its listener', async () => {
    const test = await TestUA.connected();
    test.ua.on('invite', (session) => void session.accept());
    const far = new RemoteCall(test);
    await far.request('INVITE', { body: sdp() });
    await test.replied(200);
  });
});
