import { expect } from 'chai';
import type { CallState, Cause } from '../../src/phone/state.js';
import { CAUSE_WORDS } from '../../src/phone/words.js';
import { PhoneError } from '../../src/phone/phone-error.js';
import { sdp } from '../support/fake-description-handler.js';
import { answer } from '../support/sip-text.js';
import { TestPhone } from '../support/test-phone.js';
import { FAR_CONTACT } from '../support/test-ua.js';
import { settle } from '../support/virtual-clock.js';

const CHALLENGE = 'WWW-Authenticate: Digest realm="example.com", nonce="n", algorithm=MD5, qop="auth"';

describe('The account of a phone', () => {
  it('is connecting, and ready after the 2xx to REGISTER (RFC 3261 §10.2)', async () => {
    const test = new TestPhone();
    delete test.behaviour['REGISTER'];
    expect(test.phone.state.account).to.deep.equal({ status: 'stopped', name: 'alice' });
    void test.phone.start();
    const register = await test.sent('REGISTER');
    expect(test.phone.state.account.status).to.equal('connecting');
    await test.answers(
      register,
      200,
      register.headers.getAll('Contact').map((contact) => `Contact: ${contact}`),
    );
    expect(test.phone.state.account).to.deep.equal({ status: 'ready', name: 'alice' });
  });

  it('is ready when it is connected with noRegister', async () => {
    const test = await TestPhone.ready({ noRegister: true });
    expect(test.phone.state.account.status).to.equal('ready');
    expect(test.socket.inbox).to.deep.equal([]);
  });

  it('is offline with the time of the next attempt without a server, and ready with one', async () => {
    const test = new TestPhone();
    const open = test.network.onconnect;
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    await test.phone.start();
    const { account } = test.phone.state;
    expect(account).to.include({ status: 'offline', everConnected: false });
    expect((account as { retryAt: number }).retryAt).to.be.above(test.clock.now());
    test.network.onconnect = open;
    await test.clock.advance((account as { retryAt: number }).retryAt - test.clock.now());
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('is offline at once when the connection breaks, with everConnected', async () => {
    const test = await TestPhone.ready();
    test.socket.serverCloses();
    expect(test.phone.state.account).to.include({ status: 'offline', everConnected: true });
  });

  it('connects at once on retryNow()', async () => {
    const test = await TestPhone.ready();
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    test.socket.serverCloses();
    await test.clock.advance(1500);
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverOpens());
    test.phone.retryNow();
    await settle();
    // The first REGISTER waits for a server that starts (decision 060).
    await test.clock.advance(300);
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('is refused with a wrong password, and ready when that is corrected (RFC 3261 §22.2)', async () => {
    const test = new TestPhone({ password: 'wrong' });
    const accept = test.behaviour['REGISTER']!;
    delete test.behaviour['REGISTER'];
    void test.phone.start();
    await test.answers(await test.sent('REGISTER'), 401, [CHALLENGE]);
    await test.answers(await test.sent('REGISTER'), 401, [CHALLENGE]);
    expect(test.phone.state.account).to.include({ status: 'refused', statusCode: 401 });
    test.behaviour['REGISTER'] = accept;
    test.phone.configure({ password: 'right' });
    await settle();
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('registers again on retryNow() after a rejection, without a new configuration (RFC 3261 §21.4.4)', async () => {
    const test = new TestPhone();
    const accept = test.behaviour['REGISTER']!;
    test.behaviour['REGISTER'] = () => 403;
    void test.phone.start();
    await test.serve();
    expect(test.phone.state.account).to.include({ status: 'refused', statusCode: 403 });
    test.behaviour['REGISTER'] = accept;
    test.phone.retryNow();
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('is offline, not refused, after a 503 of the registrar, and registers again later (RFC 5626 §4.5)', async () => {
    const test = new TestPhone();
    const accept = test.behaviour['REGISTER']!;
    test.behaviour['REGISTER'] = () => 503;
    void test.phone.start();
    await test.serve();
    expect(test.phone.state.account).to.include({ status: 'offline', everConnected: true });
    test.behaviour['REGISTER'] = accept;
    await test.clock.advance(40_000);
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('never has a password in its state', async () => {
    const test = await TestPhone.ready({ password: 'hunter2' });
    expect(JSON.stringify(test.phone.state)).not.to.contain('hunter2');
  });
});

describe('The configuration of a running phone', () => {
  it('is a problem and an event when it is invalid, and never throws', () => {
    const problems: unknown[] = [];
    const test = new TestPhone();
    test.phone.on('problem', (problem) => problems.push(problem.kind));
    test.phone.configure({ uri: 'nonsense' });
    expect(test.phone.state.account.status).to.equal('unconfigured');
    expect(test.phone.state.problem).to.include({ kind: 'bad-uri', attribute: 'uri' });
    test.phone.configure({ uri: 'sip:alice@example.com', server: 'http://example.com' });
    expect(test.phone.state.problem).to.include({ kind: 'bad-server' });
    test.phone.configure({ server: 'wss://sip.example.com' });
    expect(test.phone.state.problem).to.equal(undefined);
    expect(problems).to.deep.equal(['bad-uri', 'bad-server']);
  });

  it('registers again when the account changes, and does not end a call', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    const [first] = test.network.sockets;
    test.phone.configure({ displayName: 'Alice' });
    await settle();
    await test.serve();
    expect(test.network.sockets).to.have.length(2);
    expect(test.phone.state.account.status).to.equal('ready');
    expect(call.state.status).to.equal('active');
    expect(first!.readyState).to.equal(1);
  });

  it('does not fail a call that starts at the same time', async () => {
    const test = await TestPhone.ready();
    test.phone.configure({ displayName: 'Alice' });
    test.phone.call('bob');
    expect((await test.sent('INVITE')).from.displayName).to.equal('Alice');
  });

  it('names each of two options that break the same rule', () => {
    const { phone } = new TestPhone();
    const named: unknown[] = [];
    phone.on('problem', ({ attribute }) => named.push(attribute));
    phone.configure({ registerExpires: 0 });
    phone.configure({ registerExpires: 60, noAnswerTimeout: 0 });
    expect(named).to.deep.equal(['register-expires', 'no-answer-timeout']);
    expect(phone.state.problem).to.include({ attribute: 'no-answer-timeout' });
  });

  it('without a change of the account keeps the registration', async () => {
    const test = await TestPhone.ready();
    test.phone.configure({ maxCalls: 2, noAnswerTimeout: 30 });
    await test.serve();
    expect(test.network.sockets).to.have.length(1);
  });

  it('is applied once for all changes of one task', async () => {
    const test = await TestPhone.ready();
    test.phone.configure({ displayName: 'A' });
    test.phone.configure({ displayName: 'B' });
    await settle();
    await test.serve();
    expect(test.network.sockets).to.have.length(2);
  });

  it('removes the old registration before it registers again, or after 2 s, as one would undo the other (RFC 5626 §4.1)', async () => {
    const test = await TestPhone.ready();
    delete test.behaviour['REGISTER'];
    test.phone.configure({ displayName: 'A' });
    expect((await test.sent('REGISTER')).expires).to.equal(0);
    expect(test.phone.state.account.status).to.equal('connecting');
    expect(test.network.sockets).to.have.length(1);
    await test.clock.advance(2000);
    expect(test.network.sockets).to.have.length(2);
  });
});

describe('An outgoing call', () => {
  const dial = async (target = 'bob') => {
    const test = await TestPhone.ready();
    const call = test.phone.call(target);
    return { test, call, invite: await test.sent('INVITE') };
  };

  it('goes to the domain of the account, without visual separators', async () => {
    const { test, invite } = await dial('(020) 7946-0123');
    expect(invite.uri.toString()).to.equal('sip:02079460123@example.com');
    expect(test.phone.state.lastDialled).to.equal('02079460123');
    expect(test.call).to.include({ status: 'dialing', direction: 'outgoing' });
  });

  it('rings, is answered and is ended', async () => {
    const { test, call, invite } = await dial();
    await test.answers(invite, 180);
    expect(test.call?.status).to.equal('ringing');
    await test.answersSdp(invite);
    await call.answered;
    expect(test.call).to.include({ status: 'active', answeredAt: test.clock.now() });
    const ended = call.hangUp();
    await test.serve();
    await ended;
    expect(test.call).to.include({ status: 'ended', cause: 'hung-up', endedBy: 'local', failed: false });
  });

  it('has the status early after a 183 with a description (RFC 3960)', async () => {
    const { test, invite } = await dial();
    await test.answersSdp(invite, 183);
    expect(test.call?.status).to.equal('early');
  });

  it('is canceled when the user ends it before the answer (RFC 3261 §9.1)', async () => {
    const { test, call, invite } = await dial();
    await test.answers(invite, 180);
    const ended = call.hangUp();
    await test.serve();
    await test.answers(invite, 487);
    await ended;
    expect(test.call).to.include({ status: 'ended', cause: 'canceled', endedBy: 'local', failed: false });
  });

  it('has ended 4 s after hangUp(), also without a response', async () => {
    const { test, call, invite } = await dial();
    await test.answers(invite, 180);
    const ended = call.hangUp();
    await test.clock.advance(4000);
    await ended;
    expect(call.state.status).to.equal('ended');
  });

  const failures: [statusCode: number, cause: Cause, ...extra: string[]][] = [
    [486, 'busy'],
    [603, 'declined'],
    [404, 'not-found'],
    [480, 'unavailable'],
    [484, 'incomplete'],
    [488, 'incompatible'],
    [503, 'server-error'],
    [403, 'not-allowed'],
    [480, 'busy', 'Reason: Q.850;cause=17'],
  ];
  for (const [statusCode, cause, ...extra] of failures) {
    it(`is ${cause} after ${[statusCode, ...extra].join(' with ')} and leaves the phone usable`, async () => {
      const { test, call, invite } = await dial();
      await test.answers(invite, statusCode, extra);
      expect(test.call).to.include({ status: 'ended', cause, failed: true, statusCode });
      const error = await call.answered.catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(PhoneError).and.include({ kind: cause, message: CAUSE_WORDS[cause], statusCode });
      expect(test.phone.state.account.status).to.equal('ready');
      const next = test.phone.call('carol');
      await test.answersSdp(await test.sent('INVITE'));
      expect(next.state.status).to.equal('active');
    });
  }

  // @rfc 3264 §6
  it('ends at once as incompatible where the answer rejects all media, and stays shown (RFC 3264 §6)', async () => {
    const { test, invite } = await dial();
    const extra = [FAR_CONTACT, 'Content-Type: application/sdp'];
    const body = sdp().replace('m=audio 40000', 'm=audio 0');
    await test.receives(answer(invite.toString(), 200, { toTag: 'far', extra, body }));
    expect(test.call).to.include({ status: 'ended', cause: 'incompatible', endedBy: 'system', failed: true });
    expect(
      test.socket.frames.map((text) => text.slice(0, 3)).filter((method) => method === 'ACK' || method === 'BYE'),
    ).to.deep.equal(['ACK', 'BYE']);
  });

  it('shows the reason phrase of a refusal as one short line without direction characters, as it is text of its sender', async () => {
    const { test, invite } = await dial();
    const phrase = `Busy \u202E<b>here</b> ${'x'.repeat(5000)}`;
    await test.receives(answer(invite.toString(), 486, { toTag: 'far', phrase }));
    expect(test.call).to.include({ status: 'ended', reason: `Busy <b>here</b> ${'x'.repeat(111)}` });
  });

  it('ends when it is not answered within the time limit', async () => {
    const test = await TestPhone.ready({ noAnswerTimeout: 20 });
    test.phone.call('bob');
    const invite = await test.sent('INVITE');
    await test.answers(invite, 180);
    await test.clock.advance(20_000);
    await test.serve();
    await test.answers(invite, 487);
    expect(test.call).to.include({ status: 'ended', cause: 'no-answer', endedBy: 'system', failed: true });
  });

  it('times out without any response (RFC 3261 timer B)', async () => {
    const { test } = await dial();
    await test.clock.advance(33_000);
    expect(test.call).to.include({ status: 'ended', cause: 'timeout', failed: true });
  });

  it('ends with no-connection without a connection', async () => {
    const test = new TestPhone();
    test.network.onconnect = (socket) => queueMicrotask(() => socket.serverRefuses());
    await test.phone.start();
    test.phone.call('bob');
    await settle();
    expect(test.call).to.include({ status: 'ended', cause: 'no-connection', failed: true });
  });

  it('waits for the registration while the phone connects', async () => {
    const test = new TestPhone();
    void test.phone.start();
    const call = test.phone.call('bob');
    expect(call.state.status).to.equal('dialing');
    expect((await test.sent('INVITE')).uri.user).to.equal('bob');
  });

  it('to an invalid target fails with a cause instead of an exception', async () => {
    const test = await TestPhone.ready();
    for (const target of ['', '   ', 'sip:', 'a@b@c d', 'sip:\r\nX: y']) {
      const call = test.phone.call(target);
      await settle();
      await test.serve();
      expect(call.state.status, target).to.equal('ended');
    }
    expect(test.socket.inbox).to.deep.equal([]);
  });

  it('is removed 3 s after an ordinary end, and a failed one stays until it is dismissed', async () => {
    const { test, invite, call } = await dial();
    await test.answers(invite, 486);
    await test.clock.advance(10_000);
    expect(test.phone.state.calls).to.have.length(1);
    test.phone.dismiss(call.id);
    expect(test.phone.state.calls).to.deep.equal([]);
    const second = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    void second.hangUp();
    await test.serve();
    await test.clock.advance(3000);
    expect(test.phone.state.calls).to.deep.equal([]);
  });

  it('sends the digits after a pause when it is answered', async () => {
    const { test, invite, call } = await dial('555 1234,,4#');
    expect(invite.uri.user).to.equal('5551234');
    await test.answersSdp(invite);
    await test.sent('ACK');
    await test.clock.advance(4000);
    const info = await test.sent('INFO');
    expect(info.body).to.contain('4');
    await test.answers(info, 200);
    expect(call.state).to.deep.include({ digits: '•', sending: { sent: 1, total: 2 } });
    await test.clock.advance(170);
    expect((await test.sent('INFO')).body).to.contain('#');
    expect(call.state.digits).to.equal('••');
  });
});

describe('An incoming call', () => {
  it('rings with the sanitized name of the caller, and is answered', async () => {
    const test = await TestPhone.ready();
    const incoming: string[] = [];
    test.phone.on('incoming', (call) => incoming.push(call.id));
    const far = await test.rings({ from: '"<b>Bob</b>\u202E" <sip:bob@example.com>' });
    await test.replied(180);
    expect(test.call).to.include({ status: 'incoming', direction: 'incoming' });
    expect(test.call!.peer).to.include({ name: '<b>Bob</b>', number: 'bob' });
    const answered = test.phone.getCall(incoming[0]!)!.answer();
    expect(test.call?.status).to.equal('answering');
    await far.acknowledges(await test.replied(200));
    await answered;
    expect(test.call?.status).to.equal('active');
    await far.request('BYE');
    expect(test.call).to.include({ status: 'ended', cause: 'hung-up', endedBy: 'remote' });
  });

  it('is declined with 603 and is no failure', async () => {
    const test = await TestPhone.ready();
    await test.rings();
    await test.phone.getCall(test.call!.id)!.decline();
    await test.replied(603);
    expect(test.call).to.include({ status: 'ended', cause: 'declined', endedBy: 'local', failed: false });
  });

  it('was missed when the caller cancels, and answered elsewhere when the CANCEL has that Reason (RFC 3326)', async () => {
    const test = await TestPhone.ready();
    const first = await test.rings();
    await first.cancel();
    expect(test.call).to.include({ status: 'ended', cause: 'missed', failed: false });
    const second = await test.rings();
    await second.cancel(['Reason: SIP;cause=200;text="Call completed elsewhere"']);
    expect(test.call).to.include({ status: 'ended', cause: 'answered-elsewhere' });
  });

  it('was missed when it is not answered within the time limit; the caller gets 480', async () => {
    const test = await TestPhone.ready({ noAnswerTimeout: 30 });
    await test.rings();
    await test.clock.advance(30_000);
    await test.replied(480);
    expect(test.call).to.include({ status: 'ended', cause: 'missed', endedBy: 'system', failed: false });
  });

  it('is rejected with 486 above maxCalls', async () => {
    const test = await TestPhone.ready({ maxCalls: 1 });
    await test.rings();
    await test.rings();
    await test.replied(486);
    expect(test.phone.state.calls).to.have.length(1);
  });

  it('is not the active call until it is answered, which holds the other one', async () => {
    const test = await TestPhone.ready();
    const first = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    await test.rings();
    await test.replied(180);
    expect(test.call?.id).to.equal(first.id);
    const second = test.phone.state.calls.at(-1)!;
    const answered = test.phone.getCall(second.id)!.answer();
    const reinvite = await test.sent('INVITE');
    expect(reinvite.body).to.contain('a=sendonly');
    await test.answersSdp(reinvite);
    await test.replied(200);
    await answered;
    expect(test.call?.id).to.equal(second.id);
    expect((first.state as CallState & { status: 'active' }).hold.local).to.equal(true);
  });

  it('is answered automatically only with autoAnswer', async () => {
    const test = await TestPhone.ready({ autoAnswer: 2 });
    await test.rings();
    expect(test.call?.status).to.equal('incoming');
    await test.clock.advance(2000);
    await test.replied(200);
    expect(test.call?.status).to.equal('active');
  });

  it('emits every event of its session, with the same name and order', async () => {
    const test = await TestPhone.ready();
    const events: string[] = [];
    test.phone.on('sessionEvent', (_call, name) => events.push(name));
    const far = await test.rings();
    void test.phone.getCall(test.call!.id)!.answer();
    await far.acknowledges(await test.replied(200));
    await far.request('BYE');
    expect(events).to.deep.equal(['progress', 'accepted', 'bye', 'terminated']);
  });
});

describe('An established call', () => {
  const talk = async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    return { test, call };
  };

  it('is held and resumed (RFC 3264 §8.4)', async () => {
    const { test, call } = await talk();
    const held = call.hold(true);
    await test.answersSdp(await test.sent('INVITE'));
    await held;
    expect(test.call).to.deep.include({ hold: { local: true, remote: false } });
    const back = call.hold(false);
    await test.answersSdp(await test.sent('INVITE'));
    await back;
    expect(test.call).to.deep.include({ hold: { local: false, remote: false } });
  });

  it('is in the last requested state when hold and resume follow each other without a wait (RFC 3264 §8.4)', async () => {
    const { test, call } = await talk();
    const changes = [call.hold(true), call.hold(false)];
    for (const direction of ['sendonly', 'sendrecv']) {
      const reinvite = await test.sent('INVITE');
      expect(reinvite.body).to.contain(`a=${direction}`);
      await test.answersSdp(reinvite);
      await test.sent('ACK');
    }
    await Promise.all(changes);
    expect(test.call).to.deep.include({ hold: { local: false, remote: false } });
  });

  it('delays the resume for a hold that got 491 (RFC 3261 §14.1)', async () => {
    const { test, call } = await talk();
    const hold = call.hold(true);
    await test.answers(await test.sent('INVITE'), 491);
    const back = call.hold(false);
    await test.clock.advance(5000);
    for (const direction of ['sendonly', 'sendrecv']) {
      const reinvite = await test.sent('INVITE');
      expect(reinvite.body).to.contain(`a=${direction}`);
      await test.answersSdp(reinvite);
      await test.sent('ACK');
    }
    await Promise.all([hold, back]);
    expect(test.call).to.deep.include({ hold: { local: false, remote: false } });
  });

  it('that was incoming is not missed when the system ends it (RFC 5057 §5.1)', async () => {
    const test = await TestPhone.ready();
    const incoming: string[] = [];
    test.phone.on('incoming', ({ id }) => void incoming.push(id));
    const far = await test.rings();
    const call = test.phone.getCall(incoming[0]!)!;
    const answered = call.answer();
    await far.acknowledges(await test.replied(200));
    await answered;
    const held = call.hold(true).catch(() => undefined);
    await test.answers(await test.sent('INVITE'), 481);
    await held;
    expect(call.state).to.include({ status: 'ended', cause: 'already-ended' });
    expect(test.phone.state.missedCount).to.equal(0);
  });

  it('is unchanged when the remote party rejects the hold, which rejects with the cause', async () => {
    const { test, call } = await talk();
    const held = call.hold(true).catch((error: unknown) => error);
    await test.answers(await test.sent('INVITE'), 488);
    expect(await held)
      .to.be.instanceOf(PhoneError)
      .and.include({ kind: 'incompatible', statusCode: 488 });
    expect(test.call).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
  });

  it('survives a lost connection and is refreshed over the next one (RFC 5626 §4.4)', async () => {
    const { test, call } = await talk();
    test.socket.serverCloses();
    expect(call.state.status).to.equal('active');
    await test.clock.advance(3000);
    await test.serve();
    expect((await test.sent('INVITE')).callId).to.be.a('string');
    expect(call.state.status).to.equal('active');
  });
});

describe('A phone after stop()', () => {
  it('has ended its calls, removed its registration and disconnected, and can be started again', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    const expiries: unknown[] = [];
    const accept = test.behaviour['REGISTER']!;
    test.behaviour['REGISTER'] = (register) => (expiries.push(register.expires), accept(register));
    const stopped = test.phone.stop();
    await test.serve();
    await stopped;
    expect(call.state.status).to.equal('ended');
    expect(expiries).to.deep.equal([0]);
    expect(test.socket.readyState).to.equal(3);
    expect(test.phone.state.account).to.deep.equal({ status: 'stopped', name: 'alice' });
    void test.phone.start();
    await test.serve();
    expect(test.phone.state.account.status).to.equal('ready');
  });

  it('connects again where start() was called meanwhile: in the end of its calls, and before the registration is removed (RFC 5626 §4.1)', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    for (const method of ['REGISTER', 'BYE']) delete test.behaviour[method];
    const stopped = test.phone.stop();
    const bye = await test.sent('BYE');
    const started = test.phone.start();
    await test.answers(bye, 200);
    const removal = await test.sent('REGISTER');
    const startedAgain = test.phone.start();
    await test.serve();
    expect([removal.expires, test.network.sockets.length]).to.deep.equal([0, 1]);
    test.behaviour['REGISTER'] = TestPhone.accept;
    await test.receives(TestPhone.accept(removal));
    await stopped;
    await test.serve();
    await Promise.all([started, startedAgain]);
    expect(call.state.status).to.equal('ended');
    expect(test.phone.state.account.status).to.equal('ready');
    expect(test.network.sockets).to.have.length(2);
  });

  it('says "connecting" from such a start() on once its connection is out of use, and makes a call that was begun meanwhile', async () => {
    const test = await TestPhone.ready();
    delete test.behaviour['REGISTER'];
    const stopped = test.phone.stop();
    const removal = await test.sent('REGISTER');
    expect(test.phone.state.account.status).to.equal('stopped');
    const started = test.phone.start();
    expect(test.phone.state.account).to.deep.equal({ status: 'connecting', name: 'alice', since: test.clock.now() });
    const call = test.phone.call('bob');
    await test.serve();
    expect(call.state.status).to.equal('dialing');
    test.behaviour['REGISTER'] = TestPhone.accept;
    await test.receives(TestPhone.accept(removal));
    await stopped;
    await test.serve();
    await started;
    expect(test.accountHistory.slice(-4)).to.deep.equal(['ready', 'stopped', 'connecting', 'ready']);
    await test.answersSdp(await test.sent('INVITE'));
    expect(call.state.status).to.equal('active');
  });

  it('stays stopped where stop() was called again, or the phone was disposed, after such a start()', async () => {
    for (const last of ['stop', 'dispose'] as const) {
      const test = await TestPhone.ready();
      const stopped = test.phone.stop();
      const started = test.phone.start();
      const again = test.phone[last]();
      await test.serve();
      await Promise.all([stopped, started, again]);
      expect(test.phone.state.account.status, last).to.equal('stopped');
      expect(test.network.sockets, last).to.have.length(1);
    }
  });

  it('has told the end of its registration and connection; with another account only what is true beside the next connection', async () => {
    const test = await TestPhone.ready();
    const told: string[] = [];
    for (const name of ['connected', 'registered', 'unregistered', 'disconnected'] as const)
      test.phone.on(name, () => told.push(name));
    test.phone.configure({ uri: 'sip:bob@example.com' });
    await test.serve();
    expect(told).to.deep.equal(['unregistered', 'connected', 'registered']);
    const stopped = test.phone.stop();
    await test.serve();
    await stopped;
    expect(told.slice(3)).to.deep.equal(['unregistered', 'disconnected']);
  });

  it('has stopped within 10 s without any response, and has no timer', async () => {
    const test = await TestPhone.ready();
    const call = test.phone.call('bob');
    await test.answersSdp(await test.sent('INVITE'));
    for (const method of ['REGISTER', 'BYE']) delete test.behaviour[method];
    let done = false;
    void test.phone.dispose().then(() => (done = true));
    await test.clock.advance(10_000);
    expect(done).to.equal(true);
    expect(call.state.status).to.equal('ended');
    await test.clock.advance(60_000);
    expect(test.clock.pending).to.equal(0);
  });
});
