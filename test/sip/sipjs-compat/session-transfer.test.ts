/** Transfer, Replaces and reliable provisional responses of `SIP.Session` as the API documentation of SIP.js describes them. */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import type { IncomingRequest } from '../../../src/sip/message/request.js';
import type { Session } from '../../../src/sip/session/session.js';
import { sdp } from '../../support/fake-description-handler.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

describe('Session as documented: refer(target, options)', () => {
  // @seed Session.refer(target, options): REFER to an address, or with Replaces to another session; returns the session
  // @seed Session.refer options.extraHeaders: `Name: value` lines
  it('sends a REFER to an address (blind) with the extraHeaders, and returns the session', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    expect(session.refer('carol@example.com', { extraHeaders: ['X-Foo: foo'] })).to.equal(session);
    const refer = await test.sent('REFER');
    expect(refer.callId).to.equal(invite.callId);
    expect(refer.headers.get('Refer-To')).to.equal('<sip:carol@example.com>');
    expect(refer.headers.get('X-Foo')).to.equal('foo');
  });

  // @seed Session.refer, target: Session: attended transfer
  // @rfc 3891 §6.1
  it('sends a REFER with Replaces for a session (attended)', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const { session: other, invite: otherInvite } = await test.callEstablished({ toTag: 'carol' });
    expect(session.refer(other)).to.equal(session);
    const refer = await test.sent('REFER');
    expect(refer.callId).to.equal(invite.callId);
    const replaces = decodeURIComponent(/\?Replaces=([^>]*)/.exec(refer.headers.get('Refer-To') ?? '')?.[1] ?? '');
    expect(replaces).to.equal(`${otherInvite.callId};to-tag=carol;from-tag=${otherInvite.fromTag}`);
  });

  // @seed Session.refer throws INVALID_STATE_ERROR: unless the session is up
  it('throws INVALID_STATE_ERROR unless the session is established', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    expect(() => session.refer('carol@example.com'))
      .to.throw(TypeError)
      .with.property('name', 'INVALID_STATE_ERROR');
  });
});

describe('Session as documented: a received REFER', () => {
  const extra = ['Refer-To: <sip:carol@example.com>', 'Contact: <sip:bob@far.invalid>'];

  // @seed Session.event refer(request): a REFER came; without a listener it is refused
  it('emits refer with the request', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const requests: IncomingRequest[] = [];
    session.on('refer', (request) => requests.push(request));
    await RemoteCall.of(test, invite).request('REFER', { extra });
    await test.replied(202);
    expect(requests.map(({ method }) => method)).to.deep.equal(['REFER']);
    expect(requests[0]!.headers.get('Refer-To')).to.equal('<sip:carol@example.com>');
  });

  // @seed Session.followRefer(callback): a listener for `refer` that calls who was named; `callback(request, newSession)`
  it('is followed by a listener of session.followRefer(callback), which gets the request and the new session', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const followed: [request: IncomingRequest, newSession: Session][] = [];
    session.on(
      'refer',
      session.followRefer((...args) => followed.push(args)),
    );
    await RemoteCall.of(test, invite).request('REFER', { extra });
    await test.replied(202);
    expect(followed).to.have.length(1);
    const [request, newSession] = followed[0]!;
    expect(request.method).to.equal('REFER');
    expect(newSession.remoteIdentity.uri.toString()).to.equal('sip:carol@example.com');
    await test.sent('NOTIFY');
    expect((await test.sent('INVITE')).uri.toString()).to.equal('sip:carol@example.com');
  });
});

describe('Session as documented: replaced', () => {
  // @seed Session.event replaced(newSession): before the old session is terminated and the new one accepted
  it('is emitted with the new session before the old one is terminated and the new one accepted', async () => {
    const test = await TestUA.connected();
    const { session: old, invite } = await test.callEstablished();
    const events: string[] = [];
    let newSession: Session | undefined;
    old.on('replaced', (session) => {
      newSession = session;
      newSession.on('accepted', () => events.push('new accepted'));
      events.push('replaced');
    });
    old.on('terminated', () => events.push('old terminated'));
    test.ua.on('invite', (session) => void session.accept());
    const far = new RemoteCall(test);
    await far.request('INVITE', {
      body: sdp(),
      extra: [`Replaces: ${invite.callId};to-tag=${invite.fromTag};from-tag=far`],
    });
    expect(newSession?.direction).to.equal('incoming');
    expect(events[0]).to.equal('replaced');
    expect(events).to.have.members(['replaced', 'old terminated', 'new accepted']);
    expect(old.state.status).to.equal('ended');
    expect(newSession?.state.status).to.equal('established');
  });
});

describe('Session as documented: reliable provisional responses (RFC 3262)', () => {
  /** Whether a 182 with `rel100` is sent reliably in response to an INVITE of Bob with these header fields. */
  async function isReliable(
    header: string[],
    rel100?: (typeof C.supported)[keyof typeof C.supported],
  ): Promise<boolean> {
    const test = await TestUA.connected();
    let session: Session | undefined;
    test.ua.on('invite', (incoming) => {
      session = incoming;
      incoming.progress({ statusCode: 182, rel100 });
    });
    await new RemoteCall(test).request('INVITE', { extra: header });
    if (!session) throw new Error('the call did not arrive');
    const response = await test.replied(182);
    return response.hasOption('Require', '100rel') && response.headers.has('RSeq');
  }

  // @seed Session.progress, 100rel unsupported: never reliable
  it('progress() is not reliable when the caller does not support it', async () => {
    expect(await isReliable([], C.supported.REQUIRED)).to.equal(false);
  });

  // @seed Session.progress, 100rel required: always reliable
  it('progress() is reliable when the caller requires it', async () => {
    expect(await isReliable(['Require: 100rel'])).to.equal(true);
  });

  // @seed Session.progress options.rel100: decides where the caller supports reliable responses; default UNSUPPORTED
  it('progress() is reliable by options.rel100 when the caller supports it; the default is unsupported', async () => {
    expect(await isReliable(['Supported: 100rel'])).to.equal(false);
    expect(await isReliable(['Supported: 100rel'], C.supported.UNSUPPORTED)).to.equal(false);
    expect(await isReliable(['Supported: 100rel'], C.supported.SUPPORTED)).to.equal(true);
    expect(await isReliable(['Supported: 100rel'], C.supported.REQUIRED)).to.equal(true);
  });
});

describe('Session as documented: options of progress() and accept()', () => {
  // @seed Session.accept options.rel100: no effect: a final response is always reliable
  // @seed Session.accept options.inviteWithoutSdp: no effect: the INVITE has been made
  it('accept() ignores rel100 and inviteWithoutSdp', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.accept({ rel100: C.supported.REQUIRED, inviteWithoutSdp: true });
    const response = await test.replied(200);
    expect(response.body).to.contain('m=audio');
    expect(response.headers.has('Require')).to.equal(false);
  });

  // @rfc 3323 §4.1
  // @seed Session.progress options.anonymous: default false; hides our Contact, asks for privacy
  // @seed Session.accept options.anonymous: default false; hides our Contact, asks for privacy
  it('progress() and accept() with anonymous hide the Contact and request privacy (RFC 3323 §4.1)', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    session.progress({ statusCode: 182, anonymous: true });
    const ringing = await test.replied(182);
    session.accept({ anonymous: true });
    const answer = await test.replied(200);
    for (const response of [ringing, answer]) {
      expect(response.contact?.uri.user).to.equal('anonymous');
      expect(response.headers.get('Privacy')).to.equal('id');
    }
  });
});
