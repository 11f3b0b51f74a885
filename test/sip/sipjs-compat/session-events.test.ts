/** The events of `SIP.Session` with their arguments and their order, as the API documentation of SIP.js describes them. */

import { expect } from 'chai';
import { C } from '../../../src/sip/core/constants.js';
import type { IncomingRequest, OutgoingRequestMessage } from '../../../src/sip/message/request.js';
import { IncomingResponse, OutgoingResponseMessage } from '../../../src/sip/message/response.js';
import type { Session } from '../../../src/sip/session/session.js';
import { RemoteCall, TestUA } from '../../support/test-ua.js';

const NAMES = ['progress', 'accepted', 'rejected', 'failed', 'terminated', 'cancel', 'dtmf', 'bye'] as const;

/** Every documented event with its arguments, in the order in which they fire. */
function record(session: Session): { name: string; args: unknown[] }[] {
  const events: { name: string; args: unknown[] }[] = [];
  for (const name of NAMES) session.on(name, (...args: unknown[]) => void events.push({ name, args }));
  return events;
}

/** The causes of rejected, failed and terminated after a CANCEL. */
const AFTER_CANCEL = ['Request Terminated', 'Request Terminated', C.causes.CANCELED];

const names = (events: { name: string }[]): string[] => events.map(({ name }) => name);

describe('Session as documented: events of an outgoing call', () => {
  // @seed Session.on(event, listener): returns the session
  // @seed Session.event progress(response): each provisional response, received or sent
  it('progress is emitted for each provisional response', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = record(session);
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    await test.answers(invite, 182, { toTag: 'far' });
    expect(names(events)).to.deep.equal(['progress', 'progress']);
    expect(events[0]!.args).to.have.length(1);
    expect(events[0]!.args[0]).to.be.instanceOf(IncomingResponse);
    expect(events[1]!.args[0]).to.have.property('statusCode', 182);
  });

  // @seed Session.event accepted(data): outgoing: `{ code, response }`
  it('accepted is emitted with an object that has code and response', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = record(session);
    await test.answersSdp(await test.sent('INVITE'), 202);
    expect(names(events)).to.deep.equal(['accepted']);
    const data = events[0]!.args[0] as { code: number; response: IncomingResponse };
    expect(data.code).to.equal(202);
    expect(data.response).to.be.instanceOf(IncomingResponse);
    expect(data.response.statusCode).to.equal(202);
  });

  // @seed Session.event rejected(response, cause): before `failed` and `terminated`; the cause is the reason phrase of the status
  // @rfc 3261 §17.1.1.3
  it('rejected, failed and terminated are emitted in this order, each with the response and its cause', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = record(session);
    await test.answers(await test.sent('INVITE'), 486, { toTag: 'far', phrase: 'Not Now' });
    await test.sent('ACK');
    expect(names(events)).to.deep.equal(['rejected', 'failed', 'terminated']);
    expect(session.state).to.include({ status: 'ended', cause: 'Busy', statusCode: 486, endedBy: 'remote' });
    for (const { args } of events) {
      expect(args[0]).to.be.instanceOf(IncomingResponse);
      expect(args[0]).to.have.property('statusCode', 486);
    }
    expect(events.map(({ args }) => args[1])).to.deep.equal(['Busy Here', 'Busy Here', C.causes.BUSY]);
  });

  // @seed Session.event failed(response, cause): `null` without a SIP message; never after acceptance
  it('failed is emitted with null and an end cause when no SIP message ended the session', async () => {
    const test = await TestUA.connected();
    const silent = test.ua.invite('sip:bob@example.com');
    const events = record(silent);
    await test.sent('INVITE');
    await test.clock.advance(32_000);
    expect(events).to.deep.equal([
      { name: 'failed', args: [null, C.causes.REQUEST_TIMEOUT] },
      { name: 'terminated', args: [null, C.causes.REQUEST_TIMEOUT] },
    ]);
    const broken = test.ua.invite('sip:bob@example.com');
    const others = record(broken);
    await test.sent('INVITE');
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    test.socket.serverCloses();
    // Until then the INVITE could be sent over another connection (RFC 3261 §8.1.3.1).
    await test.clock.advance(32_000);
    expect(others).to.deep.equal([
      { name: 'failed', args: [null, C.causes.CONNECTION_ERROR] },
      { name: 'terminated', args: [null, C.causes.CONNECTION_ERROR] },
    ]);
  });

  // @seed Session.event failed, after acceptance: never: `bye` and `terminated`
  it('failed is not emitted after acceptance: bye and terminated are emitted instead', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const events = record(session);
    await RemoteCall.of(test, invite).request('BYE');
    expect(names(events)).to.deep.equal(['bye', 'terminated']);
    expect((events[0]!.args[0] as IncomingRequest).method).to.equal('BYE');
    expect(events[1]!.args).to.deep.equal([null, C.causes.BYE]);
  });

  // @seed Session.event cancel: no arguments; the end comes later
  it('cancel is emitted at once, and rejected, failed and terminated on the 487', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = record(session);
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    void session.cancel();
    expect(names(events)).to.deep.equal(['progress', 'cancel']);
    expect(events[1]!.args).to.deep.equal([]);
    await test.sent('CANCEL');
    await test.answers(invite, 487, { toTag: 'far' });
    expect(names(events)).to.deep.equal(['progress', 'cancel', 'rejected', 'failed', 'terminated']);
    for (const { args } of events.slice(2)) {
      expect(args[0]).to.be.instanceOf(IncomingResponse);
      expect(args[0]).to.have.property('statusCode', 487);
    }
    expect(events.slice(2).map(({ args }) => args[1])).to.deep.equal(AFTER_CANCEL);
  });

  // @seed Session.event cancel, too late: accepted, bye, terminated
  it('cancel that crosses the 2xx is followed by accepted, bye and terminated', async () => {
    const test = await TestUA.connected();
    const session = test.ua.invite('sip:bob@example.com');
    const events = record(session);
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180, { toTag: 'far' });
    void session.cancel();
    await test.sent('CANCEL');
    await test.answersSdp(invite);
    await test.sent('ACK');
    await test.sent('BYE');
    expect(names(events)).to.deep.equal(['progress', 'cancel', 'accepted', 'bye', 'terminated']);
  });

  // @seed Session.event terminated, after a BYE: `null` and the cause `Terminated`: no response has ended the call; the BYE is in `bye`
  // @seed Session.event bye(request): sent or received; `terminated` follows
  it('bye is emitted with the sent BYE, and terminated after it', async () => {
    const test = await TestUA.connected();
    const { session } = await test.callEstablished();
    const events = record(session);
    session.terminate();
    expect(names(events)).to.deep.equal(['bye', 'terminated']);
    expect((events[0]!.args[0] as OutgoingRequestMessage).method).to.equal('BYE');
    expect(events[1]!.args).to.deep.equal([null, C.causes.BYE]);
  });

  // @seed Session.event terminated(message, cause): always last, always once; the cause is one of `C.causes`
  it('terminated is emitted once, also when more requests follow', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const events = record(session);
    const far = RemoteCall.of(test, invite);
    session.terminate();
    session.terminate();
    await far.request('BYE');
    await test.clock.drain();
    expect(names(events).filter((name) => name === 'terminated')).to.have.length(1);
    expect(names(events).at(-1)).to.equal('terminated');
  });

  // @seed Session.event dtmf(request, dtmf): the INFO, sent or received, and a `DtmfEvent` with `tone` and `duration`
  it('dtmf is emitted with the INFO and the tone, sent and received', async () => {
    const test = await TestUA.connected();
    const { session, invite } = await test.callEstablished();
    const events = record(session);
    session.dtmf(7, { duration: 160 });
    await test.sent('INFO');
    const far = RemoteCall.of(test, invite);
    await far.request('INFO', {
      extra: ['Content-Type: application/dtmf-relay'],
      body: 'Signal=5\r\nDuration=250\r\n',
    });
    await test.replied(200);
    expect(names(events)).to.deep.equal(['dtmf', 'dtmf']);
    expect(events.map(({ args }) => args[1])).to.deep.equal([
      { tone: '7', duration: 160 },
      { tone: '5', duration: 250 },
    ]);
    for (const { args } of events) expect((args[0] as IncomingRequest).method).to.equal('INFO');
  });
});

describe('Session as documented: events of an incoming call', () => {
  // @seed Session.event accepted, incoming: no arguments
  it('accepted is emitted without arguments', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    const events = record(session);
    session.accept();
    await test.replied(200);
    expect(events).to.deep.equal([{ name: 'accepted', args: [] }]);
  });

  it('progress is emitted for each provisional response that is sent', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    const events = record(session);
    session.progress({ statusCode: 181 });
    expect(names(events)).to.deep.equal(['progress']);
    expect(events[0]!.args[0]).to.have.property('statusCode', 181);
  });

  it('rejected, failed and terminated are emitted in this order after reject()', async () => {
    const test = await TestUA.connected();
    const { session } = await test.ringing();
    const events = record(session);
    session.reject({ statusCode: 486 });
    expect(names(events)).to.deep.equal(['rejected', 'failed', 'terminated']);
    expect(events[0]!.args[0]).to.have.property('statusCode', 486);
    expect(events[0]!.args[1]).to.equal('Busy Here');
  });

  // @seed Session.event failed, after a CANCEL: the 487, received or sent, as in `rejected` and `terminated`
  // @rfc 3261 §9.2
  it('cancel is emitted on a CANCEL, then rejected, failed and terminated', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    const events = record(session);
    await far.cancel(['Reason: SIP;cause=200;text="Call completed elsewhere"']);
    await test.replied(200);
    await test.replied(487);
    expect(names(events)).to.deep.equal(['cancel', 'rejected', 'failed', 'terminated']);
    expect(session.state).to.have.deep.property('reasons', [
      { protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' },
    ]);
    for (const { args } of events.slice(1)) {
      expect(args[0]).to.be.instanceOf(OutgoingResponseMessage);
      expect(args[0]).to.have.property('statusCode', 487);
    }
    expect(events.slice(1).map(({ args }) => args[1])).to.deep.equal(AFTER_CANCEL);
  });

  it('rejected, failed and terminated have the 487 when a BYE arrives before the final response (RFC 3261 §15.1.2)', async () => {
    const test = await TestUA.connected();
    const { session, far } = await test.ringing();
    const events = record(session);
    await far.request('BYE');
    await test.replied(200);
    await test.replied(487);
    expect(names(events)).to.deep.equal(['rejected', 'failed', 'terminated']);
    for (const { args } of events) expect(args[0]).to.have.property('statusCode', 487);
    expect(events.map(({ args }) => args[1])).to.deep.equal(AFTER_CANCEL);
  });

  // @seed C.causes: Failure and End Causes
  it('every end cause is one of C.causes', async () => {
    const test = await TestUA.connected();
    const causes: string[] = [];
    const note = (_message: unknown, cause: string): void => void causes.push(cause);
    for (const end of [
      (session: Session) => session.reject(),
      (session: Session) => session.reject({ statusCode: 488 }),
      (session: Session) => session.reject({ statusCode: 302 }),
      (session: Session) => session.reject({ statusCode: 600 }),
    ]) {
      const { session } = await test.ringing();
      session.on('terminated', note);
      end(session);
      await test.silent();
      test.socket.inbox.length = 0;
    }
    expect(causes).to.deep.equal([C.causes.UNAVAILABLE, C.causes.INCOMPATIBLE_SDP, C.causes.REDIRECTED, C.causes.BUSY]);
    expect(Object.values(C.causes)).to.include.members(causes);
  });
});
