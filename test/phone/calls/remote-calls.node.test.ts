/** Calls that another party causes: redirects and transfers, by option, question and veto. */

import { expect } from 'chai';
import type { PhoneConfiguration } from '../../../src/phone/configuration.js';
import type { CallState } from '../../../src/phone/state.js';
import { TestPhone } from '../../support/test-phone.js';
import { FAR_CONTACT, RemoteCall, type TestUA } from '../../support/test-ua.js';

const PREMIUM = 'sip:0900123@example.com';

const before = (test: TestPhone, stop = false): string[] => {
  const emitted: string[] = [];
  test.phone.on('before', (event) => {
    const { command } = event;
    if (command.action !== 'call' || command.origin === 'local') return;
    emitted.push(`${command.origin} ${command.target} ${command.call?.id}`);
    if (stop) event.preventDefault();
  });
  return emitted;
};

describe('A call whose callee redirects it (3xx, RFC 3261 §8.1.3.4; M1)', () => {
  async function redirected(configuration: PhoneConfiguration, contact: string, stop = false) {
    const test = await TestPhone.ready(configuration);
    const emitted = before(test, stop);
    const call = test.phone.call('bob');
    await test.answers(await test.sent('INVITE'), 302, [`Contact: <${contact}>`]);
    await test.sent('ACK');
    await test.serve();
    return { test, call, emitted, invited: test.socket.inbox.filter((text) => text.startsWith('INVITE')) };
  }

  it('asks the user, shows the target, and calls it when the user agrees', async () => {
    const { test, call, emitted, invited } = await redirected({}, PREMIUM);
    expect(invited).to.deep.equal([]);
    expect(call.state.question).to.deep.equal({
      kind: 'redirect',
      target: { name: '', number: '0900123', uri: PREMIUM },
    });
    call.respond(true);
    const invite = await test.sent('INVITE');
    expect(invite.uri.user).to.equal('0900123');
    expect(emitted).to.deep.equal([`redirect 0900123 ${call.id}`]);
    expect(call.state).to.not.have.property('question');
    expect(call.state.redirectTarget?.number).to.equal('0900123');
    await test.answersSdp(invite);
    await test.sent('ACK');
    expect(call.state.status).to.equal('active');
    expect(call.state.redirectTarget?.number).to.equal('0900123');
  });

  it('ends, and sends no INVITE, when the user refuses, hangs up or does not respond in time', async () => {
    for (const end of ['refuses', 'hangs up', 'is away']) {
      const { test, call } = await redirected({}, PREMIUM);
      if (end === 'refuses') call.respond(false);
      if (end === 'hangs up') void call.hangUp();
      if (end === 'is away') await test.clock.advance(120_000);
      await test.serve();
      expect(call.state.status, end).to.equal('ended');
      expect(call.state, end).to.not.have.property('question');
      call.respond(true);
      await test.serve();
      expect(test.socket.inbox.filter((text) => text.startsWith('INVITE'))).to.deep.equal([]);
    }
  });

  for (const [redirects, contact, invited] of [
    [undefined, 'sip:bob@192.0.2.7:5070', true],
    ['same-user', 'sip:bob@192.0.2.7:5070', true],
    ['same-user', PREMIUM, false],
    ['follow', PREMIUM, true],
    ['refuse', 'sip:bob@192.0.2.7:5070', false],
  ] as const)
    it(`${invited ? 'continues' : 'ends'} at once, to ${contact}, with the option ${redirects ?? '"ask"'}`, async () => {
      const one = await redirected({ redirects }, contact);
      expect(one.call.state).to.not.have.property('question');
      expect(one.invited).to.have.length(invited ? 1 : 0);
      expect(one.emitted).to.have.length(invited ? 1 : 0);
      expect(one.call.state.status).to.equal(invited ? 'dialing' : 'ended');
    });

  it('is not made after a veto, which receives a foreign address in full', async () => {
    const { call, emitted, invited } = await redirected({ redirects: 'follow' }, 'sip:bob@evil.example', true);
    expect(invited).to.deep.equal([]);
    expect(emitted).to.deep.equal([`redirect sip:bob@evil.example ${call.id}`]);
    expect(call.state.status).to.equal('ended');
  });
});

describe('A call whose remote party sends REFER (RFC 3515; M8)', () => {
  async function referred(configuration: PhoneConfiguration, stop = false) {
    const test = await TestPhone.ready(configuration);
    test.behaviour['NOTIFY'] = () => 200;
    const emitted = before(test, stop);
    const call = test.phone.call('bob');
    const invite = await test.sent('INVITE');
    await test.answersSdp(invite);
    await test.sent('ACK');
    const far = RemoteCall.of(test as unknown as TestUA, invite);
    const notified: string[] = [];
    test.behaviour['NOTIFY'] = (notify) => {
      notified.push(notify.body.trim());
      return 200;
    };
    await far.request('REFER', { extra: [`Refer-To: "Help" <${PREMIUM}?Subject=x>`, FAR_CONTACT] });
    await test.serve();
    return { test, call, far, invite, emitted, notified };
  }

  const hold = async (test: TestPhone, direction: string) => {
    const request = await test.sent('INVITE');
    expect(request.body).to.contain(`a=${direction}`);
    await test.answersSdp(request);
    await test.sent('ACK');
  };

  it('rejects it by default (603)', async () => {
    const { test, emitted } = await referred({});
    await test.replied(603);
    expect(emitted).to.deep.equal([]);
    expect(test.phone.state.calls).to.have.length(1);
  });

  it('is held, and the target is called through the veto, with the option true', async () => {
    const { test, call, emitted, notified } = await referred({ followTransfers: true });
    expect(emitted).to.deep.equal([`refer 0900123 ${call.id}`]);
    await hold(test, 'sendonly');
    const invite = await test.sent('INVITE');
    expect(invite.uri.toString()).to.equal(PREMIUM);
    expect(test.phone.state.calls.map(({ peer }) => peer.number)).to.deep.equal(['bob', '0900123']);
    expect((call.state as CallState & { status: 'active' }).hold.local).to.equal(true);
    await test.answersSdp(invite);
    await test.sent('ACK');
    expect(notified.at(-1)).to.equal('SIP/2.0 200 OK');
  });

  it('reports a failure of the new call in a NOTIFY, and is resumed', async () => {
    const { test, call, notified } = await referred({ followTransfers: true });
    await hold(test, 'sendonly');
    await test.answers(await test.sent('INVITE'), 486);
    await hold(test, 'sendrecv');
    expect(notified.at(-1)).to.equal('SIP/2.0 486 Busy Here');
    expect(call.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
  });

  it('stays on hold for another call where the new one fails, and that one is resumed', async () => {
    const { test, call } = await referred({ followTransfers: 'ask' });
    const other = test.phone.call('dave');
    await hold(test, 'sendonly');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    call.respond(true);
    await hold(test, 'sendonly');
    await test.answers(await test.sent('INVITE'), 486);
    await hold(test, 'sendrecv');
    await test.serve();
    expect(test.socket.inbox.filter((text) => text.startsWith('INVITE'))).to.deep.equal([]);
    expect(call.state).to.deep.include({ status: 'active', hold: { local: true, remote: false } });
    expect(other.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
  });

  it('stays on hold where the user has begun another call before the new one fails', async () => {
    const { test, call } = await referred({ followTransfers: true });
    await hold(test, 'sendonly');
    const invite = await test.sent('INVITE');
    const other = test.phone.call('dave');
    await test.answersSdp(await test.sent('INVITE'));
    await test.sent('ACK');
    await test.answers(invite, 486);
    await test.serve();
    expect(test.socket.inbox.filter((text) => text.startsWith('INVITE'))).to.deep.equal([]);
    expect(call.state).to.deep.include({ status: 'active', hold: { local: true, remote: false } });
    expect(other.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
  });

  it('asks the user with the option "ask", and sends no INVITE before', async () => {
    const { test, call, emitted } = await referred({ followTransfers: 'ask' });
    expect(call.state.question).to.deep.equal({
      kind: 'transfer',
      target: { name: 'Help', number: '0900123', uri: PREMIUM },
    });
    expect(test.phone.state.calls).to.have.length(1);
    expect(emitted).to.deep.equal([]);
    call.respond(true);
    await hold(test, 'sendonly');
    expect((await test.sent('INVITE')).uri.toString()).to.equal(PREMIUM);
    expect(emitted).to.have.length(1);
  });

  for (const how of ['the user', 'the veto'])
    it(`sends a NOTIFY with 603 when ${how} declined, and goes on (RFC 3515 §2.4.5)`, async () => {
      const { test, call, notified } = await referred({ followTransfers: 'ask' }, how === 'the veto');
      call.respond(how === 'the veto');
      await test.serve();
      expect(notified.at(-1)).to.equal('SIP/2.0 603 Decline');
      expect(test.phone.state.calls).to.have.length(1);
      expect(call.state).to.deep.include({ status: 'active', hold: { local: false, remote: false } });
    });

  it('rejects that of a third party that knows the dialog (Target-Dialog, RFC 4538)', async () => {
    for (const asserted of [[], ['P-Asserted-Identity: <sip:eve@example.com>']]) {
      const { test, invite } = await referred({ followTransfers: 'ask' });
      test.phone.configure({ followTransfers: true });
      const eve = new RemoteCall(test as unknown as TestUA);
      const target = `Target-Dialog: ${invite.callId};local-tag=${invite.fromTag};remote-tag=far`;
      await eve.request('REFER', { extra: ['Refer-To: <sip:0900666@example.com>', target, ...asserted, FAR_CONTACT] });
      await test.replied(603);
      await test.serve();
      expect(test.phone.state.calls).to.have.length(1);
    }
  });
});
